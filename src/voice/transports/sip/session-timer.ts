import { type Header, headerOf, valuesOf } from '#voice/transports/sip/message.ts'

/** A call that lost a side is found within this many seconds (RFC 4028). */
export const INTERVAL = 1800
export const SHORTEST = 90

export type SessionTimer = { seconds: number; refresher: 'us' | 'them' }

/** What a refresh or call of the other side asks for. `too-short` is answered with 422; null means that it wants none. */
export function timerOfRequest(request: { headers: readonly Header[] }): SessionTimer | 'too-short' | null {
  const supported = valuesOf(request, 'supported').includes('timer')
  const asked = readExpires(request)
  if (!asked) return supported ? { seconds: INTERVAL, refresher: 'them' } : { seconds: INTERVAL, refresher: 'us' }
  if (asked.seconds < SHORTEST) return supported ? 'too-short' : { seconds: SHORTEST, refresher: 'us' }
  // Who does not know timers cannot refresh.
  return { seconds: asked.seconds, refresher: asked.refresher === 'uas' || !supported ? 'us' : 'them' }
}

/** What the answer to our own INVITE settled; null when the other side keeps no timer and we neither. */
export function timerOfResponse(response: { headers: readonly Header[] }): SessionTimer | null {
  const settled = readExpires(response)
  if (!settled) return { seconds: INTERVAL, refresher: 'us' }
  return { seconds: Math.max(settled.seconds, SHORTEST), refresher: settled.refresher === 'uas' ? 'them' : 'us' }
}

/** Headers of our answer. Only who knows timers may be required to keep one. */
export function timerHeaders(timer: SessionTimer, supported: boolean): Header[] {
  return [
    ['session-expires', `${timer.seconds};refresher=${timer.refresher === 'us' ? 'uas' : 'uac'}`],
    ...(supported && timer.refresher === 'them' ? [['require', 'timer'] as const] : []),
  ]
}

function readExpires(message: { headers: readonly Header[] }): { seconds: number; refresher: string } | null {
  const found = /^(\d{1,7})\s*(?:;.*?refresher\s*=\s*(uac|uas))?/i.exec(headerOf(message, 'session-expires') ?? '')
  return found ? { seconds: Number(found[1]), refresher: found[2]?.toLowerCase() ?? '' } : null
}
