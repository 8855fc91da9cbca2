import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Locale } from '#platform/errors.ts'

/** Who is asking. `permissions` hold team permissions; a customer has none and sees only what is his. */
export type Actor =
  | { kind: 'anonymous'; id: ''; permissions: ReadonlySet<string> }
  | { kind: 'customer'; id: string; verified: boolean; permissions: ReadonlySet<string> }
  | { kind: 'user'; id: string; name: string; role: string; permissions: ReadonlySet<string>; sessionHash: string }
  | { kind: 'key'; id: string; name: string; permissions: ReadonlySet<string> }

/**
 * Who may call a route: `public` anyone, `customer` a widget visitor with a token, `signed-in` any team member,
 * else the permission that a team member or an API key must hold.
 */
export type Access = 'public' | 'customer' | 'signed-in' | (string & {})

export type Incoming<P, Q, B> = {
  params: P
  query: Q
  body: B
  actor: Actor
  locale: Locale
  ip: string
  userAgent: string
  /** The request's Range header, for downloads that can be had in parts. */
  range: string | null
  /** Set only on routes with `upload`: the one file of the multipart form; reading it past the limit throws. */
  file: () => Promise<{ name: string; mime: string; stream: Readable; fields: Record<string, string> }>
  /** The request's Idempotency-Key, to pass on to systems behind us. */
  idempotencyKey: string | null
  /** Sets a cookie (name, value, max age in seconds; 0 removes it). HttpOnly, SameSite=Lax, Secure behind https. */
  setCookie: (name: string, value: string, maxAge: number) => void
}

/** What a handler returns to answer with something that is not JSON. */
export type Download = {
  download: Readable | Buffer | string
  mime: string
  name?: string
  inline?: boolean
  cache?: string
  /** The bytes `from`…`to` of `total` that the download is; `whole` when nobody asked for a part. */
  part?: { from: number; to: number; total: number; whole: boolean }
}

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Fastify path under /api, parameters as `:id`. */
  path: string
  access: Access
  /** One English sentence for the OpenAPI page. */
  summary: string
  tag: string
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  /** Shape of the JSON answer; absent for downloads. */
  response?: z.ZodType
  /** `strict` for sign-in and other guessable things (30 a minute, so that a team behind one address can start its day), default 600 a minute per sender. */
  rate?: 'strict' | 'normal' | 'messages'
  /** Body limit in bytes, default 256 kB. */
  bodyLimit?: number
  upload?: { maxBytes: number }
  /** The answer holds a secret or sets a cookie: it is never kept for a repeat of the request. */
  secret?: true
  handle: (incoming: Incoming<never, never, never>) => Promise<unknown>
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined

/** Declares one route with its types inferred from the schemas. Routes are plain data until `serve` mounts them. */
export function route<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
>(
  spec: Omit<Route, 'handle' | 'params' | 'query' | 'body'> & {
    params?: P
    query?: Q
    body?: B
    handle: (incoming: Incoming<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<unknown>
  },
): Route {
  return spec as unknown as Route
}
