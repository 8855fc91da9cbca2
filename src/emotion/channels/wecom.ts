import { callRobot, fitBytes, isSent, type Outgoing, type Sent } from '#emotion/channels/outgoing.ts'

const TOO_FAST = 45009
/** Unknown key, faulty content: more of the same cannot help. */
const FINAL = new Set([93000, 40008, 40058, 44004, 45002])
/** Largest markdown the service takes, in bytes. */
const MOST = 4096

/** https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=: no signature, the address is the secret. */
export async function sendWecom({ url }: { url: URL }, message: Outgoing): Promise<Sent> {
  const content = fitBytes(`### ${message.title}\n${message.markdown}`, MOST)
  const called = await callRobot(url, { msgtype: 'markdown', markdown: { content } })
  if (isSent(called)) return called
  const code = Number(called.answer.errcode ?? -1)
  if (code === 0) return { ok: true }
  const error = `${code} ${String(called.answer.errmsg ?? '').slice(0, 200)}`.trim()
  if (code === TOO_FAST) return { ok: false, again: true, pauseMs: 60_000, error }
  return { ok: false, again: !FINAL.has(code), error }
}
