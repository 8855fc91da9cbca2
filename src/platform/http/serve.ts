import fastifyCookie from '@fastify/cookie'
import fastifyMultipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { AppError, errorBody, errorStatus, type Locale } from '#platform/errors.ts'
import { type Idempotency, requestHash } from '#platform/http/idempotency.ts'
import type { RateLimiter } from '#platform/http/rate-limit.ts'
import type { Actor, Download, Incoming, Route } from '#platform/http/route.ts'
import type { Log } from '#platform/log.ts'

export type ServeOptions = {
  routes: Route[]
  /** Tells who sends a request, from its bearer token or cookie. Throws AppError for a bad or expired one. */
  authenticate: (credentials: { bearer: string | null; cookie: string | null }) => Promise<Actor>
  limiter: RateLimiter
  idempotency: Idempotency
  publicUrl: () => string
  /** Pages that have no file of their own; null when the address is none of them. */
  page?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null
  trustProxy: boolean
  log: Log
}

export const SESSION_COOKIE = 'yinghe_session'
const DEFAULT_BODY_LIMIT = 256 * 1024

/** A Fastify server with every route of the table mounted: parse → who → may they → how often → handle → answer. */
export function buildServer(options: ServeOptions): FastifyInstance {
  const app = Fastify({
    trustProxy: options.trustProxy,
    bodyLimit: DEFAULT_BODY_LIMIT,
    forceCloseConnections: true,
    // A path parameter of any length is answered by its schema, not by a bare 404 of the router.
    routerOptions: { maxParamLength: 2000 },
    frameworkErrors: (error, request, reply) =>
      void sendError(options.log, asAppError(error), request as FastifyRequest, reply as FastifyReply),
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  })
  app.register(fastifyCookie)
  app.register(fastifyMultipart, { limits: { files: 1, fields: 10, fieldSize: 64 * 1024 } })
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('x-content-type-options')) reply.header('x-content-type-options', 'nosniff')
    if (!reply.hasHeader('referrer-policy')) reply.header('referrer-policy', 'strict-origin-when-cross-origin')
  })
  app.setErrorHandler((error, request, reply) => sendError(options.log, asAppError(error), request, reply, error))
  app.setNotFoundHandler(
    (request, reply) =>
      options.page?.(request, reply) ?? sendError(options.log, new AppError('not_found'), request, reply),
  )
  app.register(async (scope) => {
    for (const route of options.routes) mount(scope, route, options)
  })
  return app
}

function mount(app: FastifyInstance, route: Route, options: ServeOptions): void {
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.upload ? route.upload.maxBytes + 64 * 1024 : (route.bodyLimit ?? DEFAULT_BODY_LIMIT),
    // Who asks and how often is settled before a byte of the body is read.
    onRequest: async (request) => {
      const actor = await whoAsks(request, options)
      requireAccess(actor, route.access)
      await options.limiter.spend(route.rate ?? 'normal', actor.id || request.ip)
      Object.assign(request, { actor })
    },
    handler: async (request, reply) => {
      const incoming = toIncoming(route, request, reply)
      const key = incoming.idempotencyKey
      if (key === null || route.method === 'GET' || route.upload || route.secret)
        return answer(reply, await route.handle(incoming))
      const hash = requestHash(route.method, request.url, request.body)
      const result = await options.idempotency.once(`${incoming.actor.kind}:${incoming.actor.id}`, key, hash, () =>
        route.handle(incoming),
      )
      return answer(reply, result)
    },
  })
}

async function whoAsks(request: FastifyRequest, options: ServeOptions): Promise<Actor> {
  const header = request.headers.authorization
  const bearer = header?.startsWith('Bearer ') ? header.slice(7) : null
  const cookie = request.cookies[SESSION_COOKIE] ?? null
  if (!bearer && cookie && request.method !== 'GET' && !sameOrigin(request, options.publicUrl())) {
    throw new AppError('origin_refused')
  }
  return options.authenticate({ bearer, cookie: bearer ? null : cookie })
}

/** A cookie counts only when the browser says that the request comes from our own pages (or says nothing, as curl does). */
export function sameOrigin(request: FastifyRequest, publicUrl: string): boolean {
  const origin = request.headers.origin
  if (origin === undefined)
    return request.headers['sec-fetch-site'] === undefined || request.headers['sec-fetch-site'] === 'same-origin'
  return origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.host}`
}

export function requireAccess(actor: Actor, access: Route['access']): void {
  if (access === 'public') return
  if (actor.kind === 'anonymous') throw new AppError('unauthorized')
  if (
    access === 'customer'
      ? actor.kind === 'customer'
      : access === 'signed-in'
        ? actor.kind === 'user'
        : actor.permissions.has(access)
  )
    return
  throw new AppError('forbidden')
}

function toIncoming(route: Route, request: FastifyRequest, reply: FastifyReply): Incoming<never, never, never> {
  return {
    params: parse(route.params, request.params, 'params'),
    query: parse(route.query, request.query, 'query'),
    body: route.upload ? (undefined as never) : parse(route.body, request.body, 'body'),
    actor: (request as FastifyRequest & { actor: Actor }).actor,
    locale: localeOf(request),
    ip: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    range: request.headers.range ?? null,
    file: () => readFile(request, route),
    idempotencyKey: idempotencyKeyOf(request),
    setCookie: (name, value, maxAge) =>
      void reply.setCookie(name, value, {
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        maxAge,
        secure: request.protocol === 'https',
      }),
  }
}

function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(key))
    throw new AppError('bad_request', { detail: 'Idempotency-Key' })
  return key
}

async function readFile(request: FastifyRequest, route: Route) {
  if (!request.isMultipart()) throw new AppError('bad_request', { detail: 'multipart/form-data' })
  const part = await request.file({ limits: { fileSize: route.upload?.maxBytes } })
  if (!part) throw new AppError('bad_request', { detail: 'file' })
  const fields = Object.fromEntries(
    Object.entries(part.fields).flatMap(([name, field]) =>
      field && !Array.isArray(field) && field.type === 'field' ? [[name, String(field.value)]] : [],
    ),
  )
  return { name: part.filename, mime: part.mimetype, stream: part.file, fields }
}

/** Parses with the schema; text that no database can store (NUL, lone surrogates) is refused before. */
function parse(schema: z.ZodType | undefined, value: unknown, where: string): never {
  if (!schema) return undefined as never
  if (hasUnstorableText(value, 0)) throw new AppError('bad_request', { detail: `${where}: invalid characters` })
  const result = schema.safeParse(value ?? {})
  if (result.success) return result.data as never
  const issues = result.error.issues
    .slice(0, 10)
    .map((issue) => ({ path: [where, ...issue.path].join('.'), message: issue.message }))
  throw new AppError(
    'bad_request',
    { detail: issues.map((issue) => `${issue.path} ${issue.message}`).join('; ') },
    issues,
  )
}

export function hasUnstorableText(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  if (value === null || typeof value !== 'object') return false
  if (depth > 20) return true
  return Object.entries(value).some(([key, inner]) => hasUnstorableText(key, 0) || hasUnstorableText(inner, depth + 1))
}

function answer(reply: FastifyReply, result: unknown) {
  if (!isDownload(result)) return reply.send(result ?? {})
  const disposition = result.inline ? 'inline' : 'attachment'
  if (result.name)
    reply.header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(result.name)}`)
  reply.header('cache-control', result.cache ?? 'private, no-store')
  if (result.part) {
    const { from, to, total, whole } = result.part
    reply.header('accept-ranges', 'bytes').header('content-length', to - from + 1)
    if (!whole) reply.code(206).header('content-range', `bytes ${from}-${to}/${total}`)
  }
  return reply.type(result.mime).send(result.download)
}

const isDownload = (value: unknown): value is Download =>
  typeof value === 'object' && value !== null && 'download' in value && 'mime' in value

export function localeOf(request: FastifyRequest): Locale {
  const asked = request.headers['accept-language'] ?? 'zh'
  return /^\s*en/i.test(asked) ? 'en' : 'zh'
}

/** Maps what Fastify and its plug-ins throw to the catalogue; anything unknown is `internal`. */
function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code, statusCode, name } = error as { code?: string; statusCode?: number; name?: string }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE')
    return new AppError('payload_too_large', { limit: '' })
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new AppError('unsupported_media', { allowed: 'application/json' })
  if (name === 'SyntaxError' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || code === 'FST_ERR_CTP_INVALID_JSON_BODY')
    return new AppError('malformed_json')
  if (statusCode && statusCode < 500) return new AppError('bad_request', { detail: code ?? String(statusCode) })
  return new AppError('internal')
}

function sendError(log: Log, error: AppError, request: FastifyRequest, reply: FastifyReply, cause: unknown = error) {
  const status = errorStatus(error)
  if (status >= 500)
    log.error({ err: cause, method: request.method, route: request.routeOptions.url }, 'request failed')
  if (error.code === 'rate_limited' || error.code === 'shutting_down')
    reply.header('retry-after', String(error.params.seconds ?? 5))
  return reply.status(status).send(errorBody(error, localeOf(request)))
}
