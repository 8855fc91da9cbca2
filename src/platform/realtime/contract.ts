import { z } from 'zod'

/**
 * The one WebSocket protocol, for customers and team alike, at `/api/realtime`. JSON text frames.
 * A client says hello with its token and the last position it saw; the server replays what it missed, then goes on live.
 * Described for people in `docs/realtime.md`, which a test compares with this file.
 */
export const clientFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    /** Widget session token; a team member's browser sends none and is known by its cookie. */
    token: z.string().max(4000).optional(),
    after: z
      .string()
      .regex(/^\d{1,20}\.\d{1,19}$/)
      .optional(),
    locale: z.enum(['zh', 'en']).default('zh'),
    /** Conversations already open, so that what they missed is replayed too. */
    watch: z
      .array(z.string().regex(/^conversation:[\w.-]{1,64}$/))
      .max(50)
      .default([]),
  }),
  z.object({ type: z.literal('watch'), topic: z.string().regex(/^conversation:[\w.-]{1,64}$/) }),
  z.object({ type: z.literal('unwatch'), topic: z.string().regex(/^conversation:[\w.-]{1,64}$/) }),
  /** A verb of a domain (`message.send`, `read.mark` …), answered by `done` or `error` with the same id. */
  z.object({
    type: z.literal('command'),
    id: z.string().min(1).max(64),
    name: z.string().max(64),
    payload: z.unknown(),
  }),
  z.object({ type: z.literal('ping') }),
])
export type ClientFrame = z.input<typeof clientFrame>

export const serverFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), position: z.string(), actor: z.object({ kind: z.string(), id: z.string() }) }),
  z.object({
    type: z.literal('event'),
    event: z.object({
      position: z.string(),
      at: z.string(),
      kind: z.string(),
      conversationId: z.string().nullable(),
      customerId: z.string().nullable(),
      actor: z.string(),
      payload: z.record(z.string(), z.unknown()),
    }),
  }),
  /** Not in the ledger, not replayed: typing, presence of a customer. */
  z.object({
    type: z.literal('signal'),
    name: z.string(),
    topic: z.string(),
    payload: z.record(z.string(), z.unknown()),
  }),
  z.object({ type: z.literal('done'), id: z.string(), result: z.unknown() }),
  z.object({
    type: z.literal('error'),
    id: z.string().nullable(),
    error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
    retryAfter: z.number().optional(),
  }),
  /** Too much was missed to replay: fetch afresh, then go on from `position`. */
  z.object({ type: z.literal('reset'), position: z.string() }),
  z.object({ type: z.literal('pong') }),
])
export type ServerFrame = z.infer<typeof serverFrame>

/** Close codes: 4401 sign in again, 4429 slow down, 1012 restarting (reconnect at once), 4400 protocol broken, 4408 no hello in 10 s. */
export const CLOSE = { signIn: 4401, slowDown: 4429, restarting: 1012, protocol: 4400, noHello: 4408 } as const

/** Events a client may miss and still be replayed one by one. */
export const REPLAY_LIMIT = 2000
