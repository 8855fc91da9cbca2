import { z } from 'zod'

export const consentPurpose = z.enum(['recording', 'voice-emotion', 'voiceprint'])
export type ConsentPurpose = z.infer<typeof consentPurpose>
/** How it was given or refused: by staying after the notice, by key, by words, on a screen, noted by an agent. */
export const consentHow = z.enum(['stayed', 'key', 'words', 'screen', 'agent'])
export type ConsentHow = z.infer<typeof consentHow>
