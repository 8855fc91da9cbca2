import { newId } from '../kit/realtime.ts'
import { readPreferences } from './preferences.ts'

/** An answer that is not a success. `code` is one of the server's catalogue, or `network` when none came. */
export class ApiError extends Error {
  readonly code: string
  readonly status: number
  readonly details: unknown
  constructor(code: string, message: string, status: number, details?: unknown) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.details = details
  }
}

export type Page<T> = { items: T[]; nextCursor: string | null }
export type Query = Record<string, string | number | boolean | null | undefined>

let signedOut: () => void = () => {}
/** What to do when the server no longer knows this session. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) =>
  request<T>('GET', withQuery(path, query), undefined, signal)
/** `key` null sends no idempotency key, for what must not be answered from memory (sign-in sets a cookie). */
export const post = <T>(path: string, body: unknown = {}, key: string | null = newId()) =>
  request<T>('POST', path, body, undefined, key)
export const put = <T>(path: string, body: unknown, key = newId()) => request<T>('PUT', path, body, undefined, key)
export const patch = <T>(path: string, body: unknown, key = newId()) => request<T>('PATCH', path, body, undefined, key)
export const remove = <T>(path: string, key = newId()) => request<T>('DELETE', path, undefined, undefined, key)

function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

async function request<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  key?: string | null,
): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': readPreferences().locale }
  if (key) headers['idempotency-key'] = key
  if (body !== undefined) headers['content-type'] = 'application/json'
  const init: RequestInit = {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }
  return read<T>(await reach(path, init, method === 'GET' || Boolean(key)), path)
}

/** One file as a multipart form, with progress 0…1; `fields` go before it. */
export function upload<T>(
  path: string,
  file: Blob,
  name: string,
  progress: (share: number) => void,
  signal?: AbortSignal,
  fields: Record<string, string> = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const form = new FormData()
    for (const [field, value] of Object.entries(fields)) form.append(field, value)
    form.append('file', file, name)
    const sender = new XMLHttpRequest()
    sender.open('POST', path)
    sender.setRequestHeader('accept-language', readPreferences().locale)
    sender.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total)
    sender.onerror = () => reject(new ApiError('network', '', 0))
    sender.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    sender.onload = () =>
      read<T>(new Response(sender.responseText, { status: sender.status }), path).then(resolve, reject)
    signal?.addEventListener('abort', () => sender.abort())
    sender.send(form)
  })
}

/** A read, or a write with its idempotency key, may be tried once more after a lost connection. */
async function reach(path: string, init: RequestInit, repeatable: boolean): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    if (!repeatable) throw new ApiError('network', '', 0)
    await new Promise((resolve) => setTimeout(resolve, 600))
    return fetch(path, init).catch(() => {
      throw new ApiError('network', '', 0)
    })
  }
}

async function read<T>(response: Response, path: string): Promise<T> {
  const text = await response.text()
  const body = parse(text)
  if (response.ok) return body as T
  const error = (body as { error?: { code?: string; message?: string; details?: unknown } } | null)?.error
  if (response.status === 401 && !path.startsWith('/api/session')) signedOut()
  throw new ApiError(error?.code ?? 'internal', error?.message ?? '', response.status, error?.details)
}

function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : {}
  } catch {
    // A proxy's HTML error page: the status alone speaks.
    return null
  }
}
