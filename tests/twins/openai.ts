import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { type Asked, checkRequest } from './openai-request.ts'

/** What the model says to a request: words, calls of tools, or both. */
export type Reply = { text?: string; calls?: { name: string; arguments: Record<string, unknown> | string }[] }
export type Personality = (asked: Asked) => Reply

/** One thing that goes wrong, for one request. `drip`: a character every so many milliseconds. */
export type Fault =
  | { kind: 'status'; status: number; retryAfter?: string }
  | { kind: 'hang' | 'cut' | 'malformed' | 'not-json' | 'empty' | 'context-length' }
  | { kind: 'drip'; everyMs: number }

export type Twin = {
  url: string
  /** Requests that came in, well-formed or not. */
  requests: Asked[]
  /** What was wrong with requests: a faithful client leaves it empty. */
  violations: string[]
  /** Taken one by one, before the personality is asked. */
  faults: Fault[]
  personality: Personality
  close(): Promise<void>
}

export const TWIN_KEY = 'sk-twin-0123456789'
export const TWIN_MODEL = 'twin-1'
const MODELS = [TWIN_MODEL, 'twin-2']
/** Longest conversation the model reads, in characters. */
const CONTEXT = 120_000

/** A language model behind the OpenAI chat API, as strict as the real one about what it is sent. */
export async function openTwin(personality: Personality): Promise<Twin> {
  const open = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    open.add(response)
    response.on('close', () => open.delete(response))
    answer(twin, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const twin: Twin = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests: [],
    violations: [],
    faults: [],
    personality,
    close: () => {
      for (const response of open) response.destroy()
      return new Promise((done) => server.close(() => done()))
    },
  }
  return twin
}

async function answer(twin: Twin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refuse = (status: number, code: string, message: string) =>
    json(response, status, {
      error: { message, type: status < 500 ? 'invalid_request_error' : 'server_error', param: null, code },
    })
  if (request.headers.authorization !== `Bearer ${TWIN_KEY}`)
    return refuse(401, 'invalid_api_key', 'Incorrect API key provided.')
  if (request.method === 'GET' && request.url === '/v1/models')
    return json(response, 200, {
      object: 'list',
      data: MODELS.map((id) => ({ id, object: 'model', created: 1, owned_by: 'twin' })),
    })
  if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
    return refuse(404, 'not_found', 'Unknown request URL.')
  const { asked, violations } = checkRequest(await textOf(request), request.headers['content-type'])
  twin.violations.push(...violations)
  if (!asked || violations.length) return refuse(400, 'invalid_request', violations.join('; '))
  twin.requests.push(asked)
  if (!MODELS.includes(asked.model)) return refuse(404, 'model_not_found', `The model ${asked.model} does not exist.`)
  const fault = twin.faults.shift()
  if (fault?.kind === 'status') {
    if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter)
    return refuse(fault.status, fault.status === 429 ? 'rate_limit_exceeded' : 'server_error', 'Try again later.')
  }
  if (fault?.kind === 'hang') return
  if (fault?.kind === 'context-length' || asked.length > CONTEXT)
    return refuse(400, 'context_length_exceeded', `This model's maximum context length is ${CONTEXT} characters.`)
  if (fault?.kind === 'not-json')
    return void response.writeHead(200, { 'content-type': 'application/json' }).end('<html>')
  if (fault?.kind === 'malformed') return json(response, 200, { id: 'x', choices: [{ message: 42 }] })
  const reply = fault?.kind === 'empty' ? { text: '' } : twin.personality(asked)
  if (asked.stream) await stream(response, asked, reply, fault)
  else await whole(response, asked, reply, fault)
}

const usageOf = (asked: Asked, reply: Reply) => {
  const [prompt_tokens, completion_tokens] = [Math.ceil(asked.length / 4), Math.ceil(JSON.stringify(reply).length / 4)]
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
}
const callsOf = (reply: Reply) =>
  reply.calls?.map((call, index) => ({
    index,
    id: `call_${Math.random().toString(36).slice(2)}`,
    type: 'function',
    function: {
      name: call.name,
      arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
    },
  }))
const headOf = (asked: Asked, object: string) => ({
  id: 'chatcmpl-twin',
  object,
  created: 1_700_000_000,
  model: asked.model,
})

async function whole(response: ServerResponse, asked: Asked, reply: Reply, fault?: Fault): Promise<void> {
  const tool_calls = callsOf(reply)?.map(({ index: _, ...call }) => call)
  const body = JSON.stringify({
    ...headOf(asked, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: reply.text ?? null, ...(tool_calls?.length && { tool_calls }) },
        finish_reason: tool_calls?.length ? 'tool_calls' : 'stop',
        logprobs: null,
      },
    ],
    usage: usageOf(asked, reply),
  })
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  if (fault?.kind === 'cut') {
    response.write(body.slice(0, 40))
    response.destroy()
  } else if (fault?.kind === 'drip') {
    for (const sign of body) {
      if (response.destroyed) return
      response.write(sign)
      await delay(fault.everyMs)
    }
    response.end()
  } else response.end(body)
}

async function stream(response: ServerResponse, asked: Asked, reply: Reply, fault?: Fault): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  const send = (choices: unknown[], usage: unknown = null) =>
    response.write(`data: ${JSON.stringify({ ...headOf(asked, 'chat.completion.chunk'), choices, usage })}\n\n`)
  const delta = (part: object, finish: string | null = null) =>
    send([{ index: 0, delta: part, finish_reason: finish, logprobs: null }])
  delta({ role: 'assistant', content: '' })
  for (const piece of (reply.text ?? '').match(/.{1,5}/gsu) ?? []) {
    delta({ content: piece })
    if (fault?.kind === 'cut') return void response.destroy()
    if (fault?.kind === 'drip') await delay(fault.everyMs)
    if (response.destroyed) return
  }
  const calls = callsOf(reply)
  for (const call of calls ?? []) {
    delta({ tool_calls: [{ ...call, function: { name: call.function.name, arguments: '' } }] })
    delta({ tool_calls: [{ index: call.index, function: { arguments: call.function.arguments } }] })
  }
  delta({}, calls?.length ? 'tool_calls' : 'stop')
  if (asked.includeUsage) send([], usageOf(asked, reply))
  response.end('data: [DONE]\n\n')
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
