/** SIP messages as data (RFC 3261). Header names are lower case and never compact; the order is kept. */
export type Header = readonly [name: string, value: string]
export type SipRequest = { method: string; uri: string; headers: Header[]; body: string }
export type SipResponse = { status: number; reason: string; headers: Header[]; body: string }
export type SipMessage = SipRequest | SipResponse

export const isRequest = (message: SipMessage): message is SipRequest => 'method' in message

const MOST_BYTES = 65_535
const MOST_HEADERS = 150
const TOKEN = /^[\w.!%*+`'~-]+$/
const NEEDED = ['via', 'from', 'to', 'call-id', 'cseq'] as const

/**
 * Reads one whole message; null for what is none or lacks what every message must have. Tolerant where equipment in
 * the field is: bare line feeds, folded lines, blanks around colons, a missing Content-Length on UDP.
 */
export function parseMessage(bytes: Uint8Array): SipMessage | null {
  if (bytes.length > MOST_BYTES) return null
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = headEnd(buffer)
  if (!end) return null
  const lines = buffer
    .toString('utf8', 0, end.head)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
  const headers = readHeaders(lines.slice(1))
  if (!headers || !NEEDED.every((name) => headers.some(([known]) => known === name))) return null
  const rest = buffer.subarray(end.body)
  const length = contentLength(headers) ?? rest.length
  if (length === 'wrong' || length > rest.length) return null
  const body = rest.toString('utf8', 0, length)
  return readStart(lines[0]!, headers, body)
}

function readStart(line: string, headers: Header[], body: string): SipMessage | null {
  const response = /^SIP\/2\.0 +([1-6]\d\d)(?: +(.*))?$/i.exec(line)
  const cseq = cseqOf({ headers })
  if (!cseq) return null
  if (response) return { status: Number(response[1]), reason: response[2]?.trim() ?? '', headers, body }
  const request = /^(\S+) +(\S+) +SIP\/2\.0$/i.exec(line)
  if (!request || !TOKEN.test(request[1]!) || request[1] !== cseq.method) return null
  return { method: request[1], uri: request[2]!, headers, body }
}

function readHeaders(lines: string[]): Header[] | null {
  if (lines.length > MOST_HEADERS) return null
  const headers: Header[] = []
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon < 1 || !TOKEN.test(name)) return null
    headers.push([COMPACT[name] ?? name, line.slice(colon + 1).trim()])
  }
  return headers
}

/** Where the head ends and the body begins. */
export function headEnd(buffer: Buffer): { head: number; body: number } | null {
  const strict = buffer.indexOf('\r\n\r\n')
  if (strict >= 0) return { head: strict, body: strict + 4 }
  const loose = buffer.indexOf('\n\n')
  return loose >= 0 ? { head: loose, body: loose + 2 } : null
}

export function contentLength(headers: readonly Header[]): number | null | 'wrong' {
  const value = headers.find(([name]) => name === 'content-length')?.[1]
  if (value === undefined) return null
  return /^\d{1,5}$/.test(value) ? Number(value) : 'wrong'
}

export function formatMessage(message: SipMessage): Buffer {
  const start = isRequest(message)
    ? `${message.method} ${message.uri} SIP/2.0`
    : `SIP/2.0 ${message.status} ${message.reason || reasonOf(message.status)}`
  const body = Buffer.from(message.body)
  const lines = message.headers
    .filter(([name]) => name !== 'content-length')
    .map(([name, value]) => `${written(name)}: ${oneLine(value)}`)
  const head = [oneLine(start), ...lines, `Content-Length: ${body.length}`, '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head), body])
}

/** The first value of a header. */
export const headerOf = (message: { headers: readonly Header[] }, name: string): string | undefined =>
  message.headers.find(([known]) => known === name)?.[1]

/** All values of a header that may stand in several lines or in one with commas. */
export const valuesOf = (message: { headers: readonly Header[] }, name: string): string[] =>
  message.headers.filter(([known]) => known === name).flatMap(([, value]) => splitList(value))

export function cseqOf(message: { headers: readonly Header[] }): { number: number; method: string } | null {
  const found = /^(\d{1,10})\s+(\S+)$/.exec(headerOf(message, 'cseq') ?? '')
  const number = Number(found?.[1])
  return found && number < 2 ** 32 ? { number, method: found[2]! } : null
}

/** Splits at commas that stand neither in quotes nor in angle brackets. */
export function splitList(value: string): string[] {
  const parts: string[] = []
  let [start, quoted, angle] = [0, false, false]
  for (let i = 0; i < value.length; i++) {
    const char = value[i]
    if (quoted && char === '\\') i++
    else if (char === '"') quoted = !quoted
    else if (!quoted && char === '<') angle = true
    else if (!quoted && char === '>') angle = false
    else if (!quoted && !angle && char === ',') {
      parts.push(value.slice(start, i).trim())
      start = i + 1
    }
  }
  return [...parts, value.slice(start).trim()].filter(Boolean)
}

/** A value from outside must never begin a line of its own. */
const oneLine = (text: string) => text.replace(/[\r\n\0]+/g, ' ')

const COMPACT: Record<string, string> = {
  i: 'call-id',
  m: 'contact',
  e: 'content-encoding',
  l: 'content-length',
  c: 'content-type',
  f: 'from',
  s: 'subject',
  k: 'supported',
  t: 'to',
  v: 'via',
  r: 'refer-to',
  b: 'referred-by',
  o: 'event',
  u: 'allow-events',
  x: 'session-expires',
}

const SPELLED: Record<string, string> = {
  'call-id': 'Call-ID',
  cseq: 'CSeq',
  'min-se': 'Min-SE',
  rack: 'RAck',
  rseq: 'RSeq',
  'www-authenticate': 'WWW-Authenticate',
}

const written = (name: string) => SPELLED[name] ?? name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())

const REASONS: Record<number, string> = {
  100: 'Trying',
  180: 'Ringing',
  200: 'OK',
  202: 'Accepted',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  415: 'Unsupported Media Type',
  420: 'Bad Extension',
  422: 'Session Interval Too Small',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  489: 'Bad Event',
  491: 'Request Pending',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  504: 'Server Time-out',
  603: 'Decline',
}
const reasonOf = (status: number) => REASONS[status] ?? 'Unknown'
