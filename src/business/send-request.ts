import type { BuiltRequest } from '#business/build-request.ts'

export type Fault = {
  kind: 'fault'
  code: 'timeout' | 'down' | 'bad_answer'
  /** The system may have acted on the request although no usable answer came. */
  reached: boolean
  mayRetry: boolean
  /** For operators; no content of the request or the answer. */
  detail: string
}
export type Attempt = { kind: 'answer'; status: number; body: unknown } | Fault

export type SendLimits = { timeoutMs: number; maxBytes: number }

/** One attempt: sends, waits within the time limit, reads at most `maxBytes` of JSON, follows no redirect. Never throws. */
export async function sendRequest(request: BuiltRequest, limits: SendLimits): Promise<Attempt> {
  const { url, method, headers, body } = request
  let response: Response
  let text: string | null
  try {
    response = await fetch(url, {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(limits.timeoutMs),
    })
    text = await readBounded(response, limits.maxBytes)
  } catch (error) {
    return asFault(error)
  }
  if (text === null) return badAnswer(`more than ${limits.maxBytes} bytes`)
  const { status } = response
  if (status >= 500) return { ...down(`HTTP ${status}`), reached: status !== 503, mayRetry: true }
  if (status === 401 || status === 403) return down(`HTTP ${status}: the key for the business system was refused`)
  if (status === 408 || status === 429) return down(`HTTP ${status}`)
  if (status >= 300 && status < 400) return { ...badAnswer(`HTTP ${status}: a redirect`), mayRetry: false }
  const parsed = parseJson(text)
  if (status >= 400) return { kind: 'answer', status, body: parsed?.value }
  return parsed ? { kind: 'answer', status, body: parsed.value } : badAnswer(`HTTP ${status} without JSON`)
}

const down = (detail: string): Fault => ({ kind: 'fault', code: 'down', reached: false, mayRetry: false, detail })
const badAnswer = (detail: string): Fault => ({
  kind: 'fault',
  code: 'bad_answer',
  reached: true,
  mayRetry: true,
  detail,
})

/** The body as text, or null when it is larger; bytes are counted after decompression. */
async function readBounded(response: Response, maxBytes: number): Promise<string | null> {
  if (!response.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body) {
    size += chunk.byteLength
    // Leaving the loop closes the connection.
    if (size > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): { value: unknown } | null {
  if (text === '') return { value: null }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

function asFault(error: unknown): Fault {
  const { name, message, cause } = error as Error & { cause?: { code?: string } }
  if (name === 'TimeoutError')
    return { kind: 'fault', code: 'timeout', reached: true, mayRetry: true, detail: 'no answer in time' }
  const code = cause?.code ?? ''
  return { kind: 'fault', code: 'down', reached: !NOT_REACHED.has(code), mayRetry: true, detail: code || message }
}
