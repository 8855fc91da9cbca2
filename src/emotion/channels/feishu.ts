import { createHmac } from 'node:crypto'
import { callRobot, fitBytes, isSent, type Outgoing, type Sent } from '#emotion/channels/outgoing.ts'

const TOO_FAST = new Set([11232])
/** Signature or time, address of the sender, keyword: more of the same cannot help. */
const FINAL = new Set([19001, 19021, 19022, 19024, 9499])

/** https://open.feishu.cn/open-apis/bot/v2/hook/ID: the signature goes into the body, time in seconds. */
export async function sendFeishu(
  { url, secret }: { url: URL; secret: string },
  message: Outgoing,
  now: number,
): Promise<Sent> {
  const seconds = Math.floor(now / 1000)
  const signature = secret ? { timestamp: String(seconds), sign: feishuSign(secret, seconds) } : {}
  const card = {
    header: { title: { tag: 'plain_text', content: message.title }, template: message.critical ? 'red' : 'orange' },
    elements: [{ tag: 'markdown', content: fitBytes(message.markdown, 16_000) }],
  }
  const called = await callRobot(url, { ...signature, msg_type: 'interactive', card })
  if (isSent(called)) return called
  const code = Number(called.answer.code ?? called.answer.StatusCode ?? -1)
  if (code === 0) return { ok: true }
  const error = `${code} ${String(called.answer.msg ?? '').slice(0, 200)}`.trim()
  if (TOO_FAST.has(code)) return { ok: false, again: true, pauseMs: 60_000, error }
  return { ok: false, again: !FINAL.has(code), error }
}

/** base64(HMAC-SHA256("timestamp\nsecret", "")): the other way round than DingTalk's. */
export const feishuSign = (secret: string, seconds: number): string =>
  createHmac('sha256', `${seconds}\n${secret}`).update('').digest('base64')
