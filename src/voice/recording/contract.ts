import { z } from 'zod'

export const RECORDED_RATE = 16_000
const ms = z.number().int().nonnegative()

/** Why a part is missing: a card number was asked for or spoken, somebody asked, or the call was on hold. */
export const gapWhy = z.enum(['card-number', 'asked', 'held'])
export type GapWhy = z.infer<typeof gapWhy>
export const recordingGap = z.object({ from: ms, to: ms, why: gapWhy })
export type RecordingGap = z.infer<typeof recordingGap>

/** Whether a call that goes on is being recorded, and why not at this moment. */
export const captureState = z.object({ on: z.boolean(), paused: gapWhy.nullable() })
export type CaptureState = z.infer<typeof captureState>

export const recordingSide = z.enum(['caller', 'ours'])
export type RecordingSide = z.infer<typeof recordingSide>

/** Loudest value of each 200 ms, 0…100. */
export const waveform = z.object({ caller: z.array(z.number()), ours: z.array(z.number()) })
export type Waveform = z.infer<typeof waveform>
export const PEAK_MS = 200

/** A sentence with its place in the sound; `seq` is its message in the conversation. */
export const recordingLine = z.object({
  side: recordingSide,
  from: ms,
  to: ms,
  text: z.string(),
  seq: z.number().nullable(),
})
export type RecordingLine = z.infer<typeof recordingLine>

export const recordingSummary = z.object({
  callId: z.string(),
  conversationId: z.string().nullable(),
  customerId: z.string().nullable(),
  customerName: z.string().nullable(),
  status: z.enum(['recording', 'kept', 'purged']),
  startedAt: z.string(),
  durationMs: ms,
  gaps: z.number().int(),
  expiresAt: z.string(),
  /** The first sentence the search found, and how many there are. */
  found: z.object({ from: ms, text: z.string(), count: z.number().int() }).nullable(),
})
export type RecordingSummary = z.infer<typeof recordingSummary>

/** Answer of `GET /api/recordings/:id`. */
export const recordingDetail = recordingSummary.omit({ found: true, gaps: true }).extend({
  gaps: z.array(recordingGap),
  waveform,
  lines: z.array(recordingLine),
})
export type RecordingDetail = z.infer<typeof recordingDetail>

const notice = z.object({ zh: z.string().trim().min(1).max(300), en: z.string().trim().min(1).max(300) })

/** How calls are kept; `emotion`: whether the voice is measured of those who agreed. Both notices are said before capture. */
export const recordingSettings = z.object({
  on: z.boolean(),
  retentionDays: z.number().int().min(30).max(3650),
  notice,
  emotion: z.boolean(),
  emotionNotice: notice,
})
export type RecordingSettings = z.infer<typeof recordingSettings>
