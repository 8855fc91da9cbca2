import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const DIST = join(import.meta.dirname, '../../../dist')

/**
 * Nobody may frame the console; the widget is made to be framed by the shop's pages. Both run WebAssembly while there is a
 * call: the detector of speech.
 */
const POLICY = {
  console:
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob: http: https:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  widget:
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob: http: https:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'",
  link: "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  docs: "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  /** What the others fetch when a call begins. */
  hearing: "default-src 'none'",
} as const

/** Serves the built apps. Files named by their content may be kept for a year, pages never. */
export function mountPages(app: FastifyInstance): void {
  for (const name of ['console', 'widget', 'docs', 'link', 'hearing'] as const) {
    app.register(async (scope) => {
      scope.addHook('onSend', async (_request, reply) => {
        reply.header('content-security-policy', POLICY[name])
        if (name === 'widget') reply.header('cross-origin-resource-policy', 'cross-origin')
      })
      await scope.register(fastifyStatic, {
        root: join(DIST, name),
        prefix: `/${name}/`,
        decorateReply: name === 'console',
        cacheControl: false,
        preCompressed: name === 'hearing',
        setHeaders: (reply, path) => {
          const named = /[-.][\w-]{8,}\.(js|css|woff2|svg|png)$/.test(path)
          reply.header('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache')
        },
      })
    })
  }
  app.get('/', (_request, reply) => reply.redirect('/console/'))
}

/** Addresses without a file: the console routes in the browser, so a reload of /console/desk must give the same page. */
export function pageOf(request: FastifyRequest, reply: FastifyReply): FastifyReply | null {
  if (request.method !== 'GET') return null
  if (/^\/(console|docs|link)$/.test(request.url)) return reply.redirect(`${request.url}/`)
  if (!request.url.startsWith('/console/') || request.url.startsWith('/console/assets/')) return null
  reply.header('cache-control', 'no-cache').header('content-security-policy', POLICY.console)
  return reply.sendFile('index.html', join(DIST, 'console'))
}
