import type { Operation } from '#business/openapi-document.ts'

export type RequestParts = {
  parameters?: Record<string, string | number>
  body?: unknown
  idempotencyKey?: string
}

export type BuiltRequest = { url: string; method: string; headers: Record<string, string>; body: string | undefined }

/** The HTTP request of an operation. Throws when a parameter is missing, unknown, or would leave its place in the path. */
export function buildRequest(baseUrl: string, apiKey: string, operation: Operation, parts: RequestParts): BuiltRequest {
  const given = { ...parts.parameters }
  let path = operation.path
  const query = new URLSearchParams()
  for (const { name, in: place, required } of operation.parameters) {
    const value = given[name]
    delete given[name]
    if (value === undefined) {
      if (required || place === 'path') throw new Error(`${operation.id}: ${name} is missing`)
    } else if (place === 'query') query.set(name, String(value))
    else path = path.replaceAll(`{${name}}`, segment(operation, name, String(value)))
  }
  const [unknown] = Object.keys(given)
  if (unknown) throw new Error(`${operation.id} has no parameter ${unknown}`)
  if (path.includes('{')) throw new Error(`${operation.id}: ${path} is not filled`)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (apiKey) headers.authorization = `Bearer ${apiKey}`
  if (parts.body !== undefined) headers['content-type'] = 'application/json'
  if (parts.idempotencyKey && operation.method !== 'GET') headers['idempotency-key'] = parts.idempotencyKey
  const search = query.size ? `?${query}` : ''
  return {
    url: `${baseUrl.replace(/\/+$/, '')}${path}${search}`,
    method: operation.method,
    headers,
    body: parts.body === undefined ? undefined : JSON.stringify(parts.body),
  }
}

/** Dots survive percent-encoding, and a URL parser would walk up the path with them. */
function segment(operation: Operation, name: string, value: string): string {
  if (value === '' || value === '.' || value === '..') throw new Error(`${operation.id}: ${name} is not usable`)
  return encodeURIComponent(value)
}
