import type { ChannelManifest } from '#channels/contract.ts'

/** The telephone: everything is said. */
export const manifest: ChannelManifest = {
  id: 'phone',
  title: { zh: '电话', en: 'Telephone' },
  can: { text: true, rich: false, files: false, typing: false, readMarks: false },
}
