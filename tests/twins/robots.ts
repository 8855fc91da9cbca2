import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answer = Record<string, unknown>
export type Heard = { kind: 'dingtalk' | 'feishu' | 'wecom'; text: string; body: Answer }

/** A group robot of each service, with its address; `heard` are the messages its group would show. */
export type RobotTwins = {
  origin: string
  dingtalk: { webhook: string; secret: string }
  feishu: { webhook: string; secret: string }
  wecom: { webhook: string }
  heard: Heard[]
  /** The next calls fail like this, one each: an HTTP status, or the service's own code. */
  faults: (number | { code: number })[]
  close(): Promise<void>
}

const HOUR = 3_600_000
const MINUTE = 60_000

/**
 * DingTalk, Feishu and WeCom as their documents describe them: signature, time window of an hour, size, messages a
 * minute (a second, too, with Feishu) and the documented codes. `clock` is what they take for now.
 */
export async function openRobotTwins(clock: () => number = Date.now): Promise<RobotTwins> {
  const token = 'd1ngt0ken0123456789'
  const hook = 'f315hu00-1111-2222-3333-444455556666'
  const key = 'wec0m000-1111-2222-3333-444455556666'
  const secrets = { dingtalk: 'SECding0123456789', feishu: 'feishu-secret-01' }
  const calls: Record<Heard['kind'], number[]> = { dingtalk: [], feishu: [], wecom: [] }
  const heard: Heard[] = []
  const faults: RobotTwins['faults'] = []
  let mutedUntil = 0

  const tooFast = (kind: Heard['kind'], most: number, within: number) => {
    const now = clock()
    const recent = calls[kind].filter((at) => at > now - within)
    return recent.length >= most
  }
  const dingtalk = (url: URL, body: Answer): Answer => {
    const now = clock()
    if (url.searchParams.get('access_token') !== token) return { errcode: 300001, errmsg: 'token is not exist' }
    const timestamp = Number(url.searchParams.get('timestamp'))
    if (!timestamp || Math.abs(now - timestamp) > HOUR) return { errcode: 310000, errmsg: 'invalid timestamp' }
    const sign = createHmac('sha256', secrets.dingtalk).update(`${timestamp}\n${secrets.dingtalk}`).digest('base64')
    if (url.searchParams.get('sign') !== sign) return { errcode: 310000, errmsg: 'sign not match' }
    if (now < mutedUntil || tooFast('dingtalk', 20, MINUTE)) {
      if (now >= mutedUntil) mutedUntil = now + 10 * MINUTE
      return { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }
    }
    const { title, text } = (body.markdown ?? {}) as { title?: string; text?: string }
    if (body.msgtype !== 'markdown' || !title || !text) return { errcode: 400101, errmsg: 'invalid message' }
    if (Buffer.byteLength(text) > 20_000) return { errcode: 400102, errmsg: 'message too long' }
    calls.dingtalk.push(now)
    heard.push({ kind: 'dingtalk', text: `${title}\n${text}`, body })
    return { errcode: 0, errmsg: 'ok' }
  }
  const feishu = (url: URL, body: Answer, size: number): Answer => {
    const now = clock()
    if (!url.pathname.endsWith(`/${hook}`))
      return { code: 19001, msg: 'param invalid: incoming webhook access token invalid' }
    if (size > 20_480) return { code: 9499, msg: 'Bad Request' }
    const seconds = Number(body.timestamp)
    // The key is the time and the secret; what is signed is empty.
    const sign = createHmac('sha256', `${body.timestamp}\n${secrets.feishu}`).update('').digest('base64')
    if (body.sign !== sign || Math.abs(now / 1000 - seconds) > 3600)
      return { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' }
    if (tooFast('feishu', 5, 1000) || tooFast('feishu', 100, MINUTE)) return { code: 11232, msg: 'frequency limited' }
    const card = (body.card ?? {}) as { header?: { title?: { content?: string } }; elements?: { content?: string }[] }
    const text = card.elements?.[0]?.content
    if (body.msg_type !== 'interactive' || !card.header?.title?.content || !text)
      return { code: 9499, msg: 'Bad Request' }
    calls.feishu.push(now)
    heard.push({ kind: 'feishu', text: `${card.header.title.content}\n${text}`, body })
    return { code: 0, msg: 'success', StatusCode: 0 }
  }
  const wecom = (url: URL, body: Answer): Answer => {
    if (url.searchParams.get('key') !== key) return { errcode: 93000, errmsg: 'invalid webhook url' }
    if (tooFast('wecom', 20, MINUTE)) return { errcode: 45009, errmsg: 'api freq out of limit' }
    const { content } = (body.markdown ?? {}) as { content?: string }
    if (body.msgtype !== 'markdown' || !content) return { errcode: 40008, errmsg: 'invalid message type' }
    if (Buffer.byteLength(content) > 4096) return { errcode: 45002, errmsg: 'content size out of limit' }
    calls.wecom.push(clock())
    heard.push({ kind: 'wecom', text: content, body })
    return { errcode: 0, errmsg: 'ok' }
  }

  const server = createServer(async (request, response) => {
    const raw = await bodyOf(request)
    const url = new URL(request.url ?? '/', 'http://twin')
    const fault = faults.shift()
    if (typeof fault === 'number') return void response.writeHead(fault).end()
    const json = (answer: Answer) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    if (fault) return json({ errcode: fault.code, code: fault.code, errmsg: 'fault', msg: 'fault' })
    if (request.method !== 'POST') return void response.writeHead(405).end()
    const body = JSON.parse(raw) as Answer
    if (url.pathname === '/robot/send') return json(dingtalk(url, body))
    if (url.pathname.startsWith('/open-apis/bot/v2/hook/')) return json(feishu(url, body, Buffer.byteLength(raw)))
    if (url.pathname === '/cgi-bin/webhook/send') return json(wecom(url, body))
    response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    dingtalk: { webhook: `${origin}/robot/send?access_token=${token}`, secret: secrets.dingtalk },
    feishu: { webhook: `${origin}/open-apis/bot/v2/hook/${hook}`, secret: secrets.feishu },
    wecom: { webhook: `${origin}/cgi-bin/webhook/send?key=${key}` },
    heard,
    faults,
    close: () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
