import { z } from 'zod'
import { recordAudit } from '#governance/record-audit.ts'
import { AppError } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { type AskPauseDeps, askPause } from '#voice/recording/ask-pause.ts'
import { recordingDetail, recordingSettings, recordingSummary } from '#voice/recording/contract.ts'
import type { KeepDeps } from '#voice/recording/keep.ts'
import { playWav, rangeOf, wavBytes } from '#voice/recording/play.ts'
import { findRecording, listRecordings, purgeRecording } from '#voice/recording/queries.ts'
import { openSealedFile, removeSealedFile, sealedFacts } from '#voice/recording/sealed-file.ts'
import { changeRecordingSettings, readRecordingSettings } from '#voice/recording/settings.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const listen = { access: 'recordings.listen', tag: 'recordings' } as const
/** A player asks for a recording piece by piece; within this time that is one listening. */
const ONE_LISTENING = 30 * 60_000

/** Recorded calls: finding, hearing and removing them, and how they are kept. */
export function recordingRoutes(deps: KeepDeps & AskPauseDeps & { now?: () => number }): Route[] {
  const { database, dir, vault, now = Date.now } = deps
  const heard = openMemory(now)
  return [
    route({
      ...listen,
      method: 'GET',
      path: '/api/recordings',
      summary: 'Recorded calls, newest first; `text` finds words said in them.',
      query: z.object({
        text: z.string().trim().min(1).max(100).optional(),
        customer: z.string().max(64).optional(),
        from: z.iso.datetime({ offset: true }).optional(),
        to: z.iso.datetime({ offset: true }).optional(),
        cursor: z.iso.datetime({ offset: true }).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(30),
      }),
      response: z.object({ items: z.array(recordingSummary), nextCursor: z.string().nullable() }),
      handle: async ({ query }) => {
        const found = await listRecordings(database.db, { ...query, limit: query.limit + 1 })
        const items = found.slice(0, query.limit)
        return { items, nextCursor: found.length > query.limit ? items.at(-1)!.startedAt : null }
      },
    }),
    route({
      ...listen,
      method: 'GET',
      path: '/api/recordings/:id',
      summary: 'A recorded call: its waveform, what is missing, and what was said when.',
      params: byId,
      response: recordingDetail,
      handle: async ({ params }) => (await foundRecording(params.id)).detail,
    }),
    route({
      ...listen,
      method: 'GET',
      path: '/api/recordings/:id/audio',
      summary: 'The sound as WAV, caller left and ours right; byte ranges are answered. Each listening is audited.',
      params: byId,
      handle: async ({ params, actor, ip, range }) => {
        const { detail, lockedKey } = await foundRecording(params.id)
        if (!lockedKey || detail.status === 'purged') throw new AppError('recording_gone')
        if (detail.status === 'recording') throw new AppError('recording_in_progress')
        const total = wavBytes(detail.durationMs)
        const part = rangeOf(range, total)
        if (part === 'outside') throw new AppError('range_not_satisfiable')
        if (!(await sealedFacts(dir, params.id))) throw new AppError('recording_gone')
        const open = () => openSealedFile(dir, params.id, vault.unlock(params.id, lockedKey))
        await noteListening(actor, params.id, ip)
        const { from, to } = part ?? { from: 0, to: total - 1 }
        return {
          download: playWav(open, detail.durationMs, from, to),
          mime: 'audio/wav',
          name: `${detail.startedAt.slice(0, 19).replaceAll(':', '')}.wav`,
          inline: true,
          part: { from, to, total, whole: part === null },
        }
      },
    }),
    route({
      method: 'POST',
      path: '/api/calls/:id/recording',
      access: 'conversations.reply',
      tag: 'recordings',
      summary: 'Pauses the recording of a call that goes on, or has it go on; for who serves the caller. Audited.',
      params: byId,
      body: z.object({ paused: z.boolean() }),
      response: z.object({ ok: z.literal(true) }),
      handle: async ({ params, body, actor, ip }) => {
        await askPause(deps, { callId: params.id, paused: body.paused, actor, ip })
        return { ok: true as const }
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/recordings/:id',
      access: 'settings.write',
      tag: 'recordings',
      summary: 'Removes sound and transcript of a call for good, for instance because the customer asks for it.',
      params: byId,
      response: z.object({ ok: z.literal(true) }),
      handle: async ({ params, actor, ip }) => {
        await foundRecording(params.id)
        await database.transaction(async (tx) => {
          await purgeRecording(tx, params.id)
          await recordAudit(tx, { actor: nameOf(actor), action: 'recording.removed', target: params.id, ip })
        })
        await removeSealedFile(dir, params.id)
        return { ok: true as const }
      },
    }),
    route({
      ...listen,
      method: 'GET',
      path: '/api/recording-settings',
      summary: 'How calls are recorded, what is said before, and how long recordings are kept.',
      response: recordingSettings,
      handle: () => readRecordingSettings(database.db),
    }),
    route({
      method: 'PUT',
      path: '/api/recording-settings',
      access: 'settings.write',
      tag: 'recordings',
      summary: 'Changes how calls are recorded; calls in progress keep what they began with.',
      body: recordingSettings,
      response: recordingSettings,
      handle: async ({ body, actor, ip }) => {
        await changeRecordingSettings(database, body, nameOf(actor), ip)
        return body
      },
    }),
  ]

  async function foundRecording(id: string) {
    const found = await findRecording(database.db, id)
    if (!found) throw new AppError('not_found')
    return found
  }
  async function noteListening(actor: Actor, callId: string, ip: string) {
    if (!heard(`${nameOf(actor)}|${callId}`)) return
    await database.transaction((tx) =>
      recordAudit(tx, { actor: nameOf(actor), action: 'recording.listened', target: callId, ip }),
    )
  }
}

const nameOf = (actor: Actor): string => `${actor.kind}:${actor.id}`

/** Says once in a while that something is new. */
function openMemory(now: () => number): (what: string) => boolean {
  const until = new Map<string, number>()
  return (what) => {
    for (const [one, end] of until) if (end <= now()) until.delete(one)
    const isNew = !until.has(what)
    if (isNew) until.set(what, now() + ONE_LISTENING)
    return isNew
  }
}
