import { request } from 'undici'
import { AppError } from '#platform/errors.ts'
import { type ConnectPolicy, checkedAgent, PUBLIC_ONLY, refused } from '#platform/http/public-address.ts'
import { encryptPush, type PushKeys } from '#platform/web-push/encrypt.ts'
import type { Vapid } from '#platform/web-push/vapid.ts'

export type PushMessage = {
  /** JSON the browser's worker reads. */
  payload: unknown
  /** Seconds the push service keeps it for a browser that is not running. */
  ttl: number
  urgent: boolean
  /** Of several with one topic the push service keeps the last; at most 32 letters of base64url. */
  topic: string
}

/** What came of it. `gone`: this subscription is no more. `again` says whether trying later can help. */
export type Pushed = { ok: true } | { ok: false; gone: boolean; again: boolean; pauseMs?: number; error: string }

export type Push = {
  publicKey: string
  send(to: { endpoint: string; keys: PushKeys }, message: PushMessage, now?: Date): Promise<Pushed>
}

const LIMIT_MS = 10_000

/** Sends to the push services of browsers, which live outside. `contact` is an address a service may turn to. */
export function openPush(
  vapid: Vapid,
  contact: () => string,
  options: { policy?: ConnectPolicy; ca?: string } = {},
): Push {
  const { policy = PUBLIC_ONLY, ca } = options
  return {
    publicKey: vapid.publicKey,
    async send({ endpoint, keys }, message, now = new Date()) {
      try {
        const url = pushAddress(endpoint)
        const body = encryptPush(Buffer.from(JSON.stringify(message.payload)), keys)
        const agent = checkedAgent(url, policy, LIMIT_MS, ca)
        try {
          const answer = await request(url, {
            method: 'POST',
            dispatcher: agent,
            signal: AbortSignal.timeout(LIMIT_MS),
            headers: { ...headersOf(message), authorization: vapid.authorization(url, contact(), now) },
            body,
          })
          await answer.body.dump()
          return outcomeOf(answer.statusCode, String(answer.headers['retry-after'] ?? ''))
        } finally {
          await agent.destroy()
        }
      } catch (error) {
        return failure(error)
      }
    },
  }
}

/** Where a browser's push service takes messages: https, without credentials. Throws address_refused. */
export function pushAddress(endpoint: string): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null
  if (url?.protocol !== 'https:' || url.username || url.password) throw refused(url?.protocol ?? 'not a URL')
  return url
}

const headersOf = ({ ttl, urgent, topic }: PushMessage) => ({
  'content-type': 'application/octet-stream',
  'content-encoding': 'aes128gcm',
  ttl: String(ttl),
  urgency: urgent ? 'high' : 'normal',
  topic,
})

function outcomeOf(status: number, retryAfter: string): Pushed {
  if (status >= 200 && status < 300) return { ok: true }
  const error = `HTTP ${status}`
  if (status === 404 || status === 410) return { ok: false, gone: true, again: false, error }
  const seconds = Number(retryAfter)
  const pauseMs = Number.isFinite(seconds) && seconds > 0 ? { pauseMs: Math.min(seconds, 3600) * 1000 } : {}
  return { ok: false, gone: false, again: status === 429 || status >= 500, ...pauseMs, error }
}

function failure(error: unknown): Pushed {
  const { cause, name, code } = error as { cause?: unknown; name?: string; code?: string }
  const own = [error, cause].find((one) => one instanceof AppError)
  if (own instanceof AppError) return { ok: false, gone: false, again: false, error: own.code }
  if (error instanceof RangeError) return { ok: false, gone: false, again: false, error: 'too long' }
  return { ok: false, gone: false, again: true, error: name === 'TimeoutError' ? 'timeout' : (code ?? 'no connection') }
}
