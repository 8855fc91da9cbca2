import { createHmac } from 'node:crypto'
import { callRobot, fitBytes, isSent, type Outgoing, type Sent } from '#emotion/channels/outgoing.ts'

/** Too many messages: the service keeps silent for ten minutes. */
const TOO_FAST = 130101
const MUTED_MS = 10 * 60_000
/** Wrong signature, time or keyword; unknown token: more of the same cannot help. */
const FINAL = new Set([300001, 310000, 40035, 400013, 400101, 400102])

/** https://oapi.dingtalk.com/robot/send: the signature goes into the address, time in milliseconds. */
export async function sendDingtalk(
  { url, secret }: { url: URL; secret: string },
  message: Outgoing,
  now: number,
): Promise<Sent> {
  const signed = new URL(url)
  signed.searchParams.set('timestamp', String(now))
  signed.searchParams.set('sign', dingtalkSign(secret, now))
  const text = fitBytes(`### ${message.title}\n\n${message.markdown}`, 18_000)
  const called = await callRobot(signed, { msgtype: 'markdown', markdown: { title: message.title, text }, at: {} })
  if (isSent(called)) return called
  const code = Number(called.answer.errcode ?? -1)
  if (code === 0) return { ok: true }
  const error = `${code} ${String(called.answer.errmsg ?? '').slice(0, 200)}`.trim()
  if (code === TOO_FAST) return { ok: false, again: true, pauseMs: MUTED_MS, error }
  return { ok: false, again: !FINAL.has(code), error }
}

/** base64(HMAC-SHA256(secret, "timestamp\nsecret")) */
export const dingtalkSign = (secret: string, timestamp: number): string =>
  createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
