import type { SpeakerEngine } from '#engines/speaker/contract.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Seal } from '#platform/settings/seal.ts'
import { type VerificationSettings, type VerificationView, VOICEPRINT_NOTICE } from '#verification/contract.ts'
import type { By } from '#verification/deps.ts'
import { readVerificationSettings } from '#verification/settings.ts'
import { likeness } from '#verification/voiceprint/compare.ts'
import { type Listening, secondsOf } from '#verification/voiceprint/listen.ts'
import { deleteVoiceprint, findVoiceprint, putVoiceprint } from '#verification/voiceprint/voiceprint-queries.ts'

export type VoiceDeps = {
  database: Database
  speaker: SpeakerEngine
  listening: Listening
  /** Seals templates. */
  seal: Seal
  /** Writes the consent down where all consents of calls are kept. */
  noteConsent: (conversationId: string, customerId: string, notice: string) => Promise<boolean>
  now: () => Date
}

/** Net speech that a template, and a comparison, need. */
export const ENROL_S = 8
export const COMPARE_S = 3

type State = VerificationView['voiceprint']

/** Whether a voiceprint can be taken or compared in this conversation, and whether the customer has one. */
export async function voiceState(
  deps: VoiceDeps,
  conversationId: string,
  customerId: string | null,
  settings: VerificationSettings,
): Promise<State> {
  const sound = await deps.listening.since(conversationId, 0)
  const kept = customerId ? await findVoiceprint(deps.database.db, customerId) : null
  const lacking = !settings.voiceprint ? 'off' : (deps.speaker.lacking() ?? (sound ? null : 'no-call'))
  return { lacking, since: kept?.at.toISOString() ?? null, heardSeconds: Math.floor(secondsOf(sound)) }
}

/**
 * Takes a voiceprint from the running call, after the customer agreed to exactly that. Throws voiceprint_unavailable,
 * too_little_speech.
 */
export async function takeVoiceprint(
  deps: VoiceDeps,
  one: { conversationId: string; customerId: string; language: 'zh' | 'en'; by: By },
): Promise<void> {
  const { database, speaker, listening, seal } = deps
  const settings = await readVerificationSettings(database.db)
  const sound = await listening.since(one.conversationId, 0)
  if (!settings.voiceprint || speaker.lacking() || !sound) throw new AppError('voiceprint_unavailable')
  if (secondsOf(sound) < ENROL_S) throw new AppError('too_little_speech', { seconds: String(ENROL_S) })
  const notice = VOICEPRINT_NOTICE[one.language]
  if (!(await deps.noteConsent(one.conversationId, one.customerId, notice)))
    throw new AppError('voiceprint_unavailable')
  const vector = await speaker.embed(sound).catch(() => {
    throw new AppError('voiceprint_unavailable')
  })
  await database.transaction(async (tx) => {
    const sealed = seal.closeBytes(new Uint8Array(Float32Array.from(vector).buffer)).toString('base64')
    const { customerId, by } = one
    await putVoiceprint(tx, { customerId, sealed, model: speaker.model, notice, by: by.actor, now: deps.now() })
    await recordAudit(tx, { ...by, action: 'verification.voiceprint-taken', target: `customer:${customerId}` })
  })
}

/** Deletes a voiceprint for good. Throws not_found. */
export function removeVoiceprint({ database }: Pick<VoiceDeps, 'database'>, customerId: string, by: By): Promise<void> {
  return database.transaction(async (tx) => {
    if (!(await deleteVoiceprint(tx, customerId))) throw new AppError('not_found')
    await recordAudit(tx, { ...by, action: 'verification.voiceprint-removed', target: `customer:${customerId}` })
  })
}

/** Whether somebody's voice can be compared in this conversation now. */
export async function canCompare(deps: VoiceDeps, conversationId: string, customerId: string): Promise<boolean> {
  if (deps.speaker.lacking()) return false
  const kept = await findVoiceprint(deps.database.db, customerId)
  return kept?.model === deps.speaker.model && (await deps.listening.since(conversationId, 0)) !== null
}

/** Whether what was said since is this customer's voice; `more`: too little was said to tell. */
export async function compareVoice(
  deps: VoiceDeps,
  one: { conversationId: string; customerId: string; since: Date; threshold: number },
): Promise<'same' | 'other' | 'more'> {
  const sound = await deps.listening.since(one.conversationId, one.since.getTime())
  if (secondsOf(sound) < COMPARE_S) return 'more'
  const kept = await findVoiceprint(deps.database.db, one.customerId)
  if (!kept || !sound || kept.model !== deps.speaker.model) return 'other'
  const bytes = Uint8Array.from(deps.seal.openBytes(Buffer.from(kept.sealed, 'base64')))
  const vector = await deps.speaker.embed(sound).catch(() => null)
  if (!vector) return 'more'
  return likeness(new Float32Array(bytes.buffer), vector) >= one.threshold ? 'same' : 'other'
}
