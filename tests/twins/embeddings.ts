import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export type EmbeddingFault =
  | { kind: 'status'; status: number; retryAfter?: string }
  | { kind: 'hang' | 'not-json' | 'short' | 'other-size' | 'shuffled' | 'cut' }
  | { kind: 'slow'; ms: number }

export type EmbeddingTwin = {
  url: string
  /** The texts of each request that was answered or failed by a fault. */
  batches: string[][]
  /** What was wrong with requests: a faithful client leaves it empty. */
  violations: string[]
  /** Taken one by one; `always` is taken when none is left. */
  faults: EmbeddingFault[]
  always: EmbeddingFault | null
  close(): Promise<void>
}

export const EMBEDDING_KEY = 'sk-embedding-0123456789'
export const EMBEDDING_MODEL = 'twin-embedding-1'
const SIZE = 384
const MOST_TEXTS = 64
const LONGEST_TEXT = 8000

/** An embedding model behind the OpenAI API, as strict as the real one; its vectors know characters and a few synonyms. */
export async function openEmbeddingTwin(): Promise<EmbeddingTwin> {
  const open = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    open.add(response)
    response.on('close', () => open.delete(response))
    answer(twin, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const twin: EmbeddingTwin = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    batches: [],
    violations: [],
    faults: [],
    always: null,
    close: () => {
      for (const response of open) response.destroy()
      return new Promise((done) => server.close(() => done()))
    },
  }
  return twin
}

async function answer(twin: EmbeddingTwin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const refuse = (status: number, code: string, message: string) =>
    json(status, { error: { message, type: 'invalid_request_error', param: null, code } })
  if (request.headers.authorization !== `Bearer ${EMBEDDING_KEY}`)
    return void refuse(401, 'invalid_api_key', 'Incorrect API key provided.')
  if (request.method !== 'POST' || request.url !== '/v1/embeddings')
    return void refuse(404, 'not_found', 'Unknown request URL.')
  const { texts, violations } = check(await textOf(request), request.headers['content-type'])
  twin.violations.push(...violations)
  if (violations.length) return void refuse(400, 'invalid_request', violations.join('; '))
  twin.batches.push(texts)
  const fault = twin.faults.shift() ?? twin.always
  if (fault?.kind === 'status') {
    if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter)
    return void refuse(fault.status, 'failed', 'Try again later.')
  }
  if (fault?.kind === 'hang') return
  if (fault?.kind === 'slow') await delay(fault.ms)
  if (fault?.kind === 'not-json') return void response.writeHead(200).end('<html>')
  const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: embed(text) }))
  if (fault?.kind === 'short') data.pop()
  if (fault?.kind === 'other-size') data[0]!.embedding.pop()
  // The order of the list means nothing; `index` does.
  if (fault?.kind === 'shuffled') data.reverse()
  const tokens = texts.join('').length
  const body = { object: 'list', data, model: EMBEDDING_MODEL, usage: { prompt_tokens: tokens, total_tokens: tokens } }
  if (fault?.kind === 'cut') {
    response.writeHead(200, { 'content-length': JSON.stringify(body).length })
    return void response.write('{"object":', () => response.destroy())
  }
  json(200, body)
}

function check(body: string, type: string | undefined): { texts: string[]; violations: string[] } {
  const violations: string[] = []
  if (!type?.startsWith('application/json')) violations.push('content-type must be application/json')
  let read: Record<string, unknown> = {}
  try {
    read = JSON.parse(body) as Record<string, unknown>
  } catch {
    violations.push('the body is not JSON')
  }
  const { model, input, encoding_format: format, ...others } = read
  const texts = Array.isArray(input) ? (input as unknown[]).filter((one) => typeof one === 'string') : []
  if (model !== EMBEDDING_MODEL) violations.push('unknown model')
  if (!Array.isArray(input) || texts.length !== input.length) violations.push('input must be a list of texts')
  if (texts.length < 1 || texts.length > MOST_TEXTS) violations.push(`input must hold 1 to ${MOST_TEXTS} texts`)
  if (texts.some((text) => !text || text.length > LONGEST_TEXT)) violations.push('a text is empty or too long')
  if (format !== undefined && format !== 'float') violations.push('unknown encoding_format')
  if (Object.keys(others).length) violations.push(`unknown fields ${Object.keys(others).join(', ')}`)
  return { texts, violations }
}

/** Words of one meaning; the first stands for all. */
const MEANINGS = [
  ['退货', '寄回去', '不想要了', '退掉'],
  ['退款', '钱还我', '钱回来', '把钱'],
  ['运费', '邮费', '寄过来要钱', '跑腿费'],
  ['发票', '报销的单子', '抬头'],
  ['几天', '多久', '啥时候', '什么时候'],
  ['送到', '到手', '收到', '到货'],
  ['噪音', '吵得睡不着', '声音大'],
  ['维修', '坏掉了', '修一修', '保修'],
]

/** Hashed pairs and single characters with signs, and a strong direction for each meaning. */
function embed(text: string): number[] {
  const vector = new Array<number>(SIZE).fill(0)
  const add = (feature: string, weight: number) => {
    const hash = createHash('md5').update(feature).digest()
    for (let i = 0; i < 4; i++) vector[hash.readUInt16LE(i * 2) % SIZE]! += hash[8 + i]! & 1 ? weight : -weight
  }
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\s]+/gu, '')
  for (let i = 0; i < plain.length; i++) {
    add(plain[i]!, 0.4)
    if (i) add(plain.slice(i - 1, i + 1), 0.6)
  }
  for (const words of MEANINGS) if (words.some((word) => plain.includes(word))) add(`meaning ${words[0]}`, 3)
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => Number((value / length).toFixed(6)))
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
