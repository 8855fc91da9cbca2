import type { ChannelManifest } from '#channels/contract.ts'
import { manifest as phone } from '#channels/phone/manifest.ts'
import { manifest as voice } from '#channels/voice/manifest.ts'
import { manifest as web } from '#channels/web/manifest.ts'

/** Every channel the product has. A new one is a folder and a line here. */
export const channels: ChannelManifest[] = [web, voice, phone]
