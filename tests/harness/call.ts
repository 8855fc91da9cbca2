/** An answer as it came over the wire. `json` is undefined when the body is none. */
export type Answer = { status: number; headers: Headers; text: string; json: unknown }

export type Call = {
  method?: string
  body?: unknown
  /** Sent as it is, instead of `body`. */
  raw?: string | Buffer | FormData
  headers?: Record<string, string>
}

/** One HTTP request; a JSON body unless `raw` is given. */
export async function call(url: string, path: string, { method, body, raw, headers = {} }: Call = {}): Promise<Answer> {
  const hasBody = raw !== undefined || body !== undefined
  const content = raw instanceof Buffer ? new Uint8Array(raw) : (raw ?? JSON.stringify(body))
  const response = await fetch(url + path, {
    method: method ?? (hasBody ? 'POST' : 'GET'),
    headers: { ...(hasBody && !(raw instanceof FormData) ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(hasBody ? { body: content as BodyInit } : {}),
    redirect: 'manual',
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parsed(text) }
}

/** The server answered, but not with 200. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(what: string, { status, text, json }: Answer) {
    super(`${what} → ${status} ${text.slice(0, 500)}`)
    this.status = status
    this.code = (json as { error?: { code?: string } } | undefined)?.error?.code ?? ''
  }
}

/** The same for a request that must succeed. Throws Refused, or a TypeError when there was no answer. */
export async function ask<T>(url: string, path: string, options: Call = {}): Promise<T> {
  const answer = await call(url, path, options)
  if (answer.status !== 200) throw new Refused(`${options.method ?? ''} ${path}`, answer)
  return answer.json as T
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
