import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyCookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ShopError } from '../service/errors.ts'
import { homePage } from './home.ts'
import { layout, type Page } from './layout.ts'
import { messagePage } from './message.ts'
import { orderPage } from './order.ts'
import { orderListPage } from './order-list.ts'
import { productPage } from './product.ts'
import { signInPage } from './sign-in.ts'
import { openVisit, signIn, signOut, type Visit, type VisitSettings } from './visit.ts'

export function registerPages(app: FastifyInstance, settings: VisitSettings) {
  // a key of its own, so that an identity token can never be read as a session
  app.register(fastifyCookie, { secret: `shop-session:${settings.identitySecret}` })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  const show = pageHandler(settings)

  app.get(
    '/',
    show((visit, request) => homePage(visit, textOf(request.query, 'q').trim().slice(0, 100))),
  )
  app.get(
    '/products/:id',
    show((visit, request) => productPage(visit, textOf(request.params, 'id'))),
  )
  app.get(
    '/sign-in',
    show((visit, request) =>
      signInPage(visit, textOf(request.query, 'next') && localPath(textOf(request.query, 'next'))),
    ),
  )
  app.get(
    '/orders',
    show((visit) => visit.customer && orderListPage(visit, visit.customer)),
  )
  app.get(
    '/orders/:id',
    show((visit, request) => visit.customer && orderPage(visit, visit.customer, textOf(request.params, 'id'))),
  )
  app.post('/sign-in', async (request, reply) => {
    const customer = settings.shop.store.get('customer', textOf(request.body, 'customerId'))
    if (!customer) return reply.redirect('/sign-in', 303)
    signIn(reply, customer.id, settings.shop.now())
    return reply.redirect(localPath(textOf(request.body, 'next')), 303)
  })
  app.post('/sign-out', async (_request, reply) => {
    signOut(reply)
    return reply.redirect('/', 303)
  })
  app.setNotFoundHandler(show((visit) => messagePage(visit, 'notFound'), 404))
  registerAssets(app)
}

type Draw = (visit: Visit, request: FastifyRequest) => Page | undefined

/** Draws a page; without one the visitor has to sign in first. */
function pageHandler(settings: VisitSettings) {
  return (draw: Draw, status = 200) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const visit = await openVisit(settings, request, reply)
      try {
        const page = draw(visit, request)
        if (!page) return reply.redirect(`/sign-in?next=${encodeURIComponent(visit.path)}`, 303)
        return reply.code(status).send(layout(visit, page))
      } catch (error) {
        const missing = error instanceof ShopError && error.code === 'not_found'
        if (!missing) request.log.error(error)
        return reply.code(missing ? 404 : 500).send(layout(visit, messagePage(visit, missing ? 'notFound' : 'error')))
      }
    }
}

function registerAssets(app: FastifyInstance) {
  const here = import.meta.dirname
  const art = join(here, '..', 'product-art')
  const pictures = readdirSync(art).filter((name) => name.endsWith('.svg'))
  const serve = (url: string, file: string, type: string) => {
    const body = readFileSync(file)
    app.get(url, async (_request, reply) =>
      reply
        .headers({
          'content-type': type,
          'cache-control': 'public, max-age=300',
          'x-content-type-options': 'nosniff',
          // product cards in the chat widget show these pictures on its own origin
          'cross-origin-resource-policy': 'cross-origin',
        })
        .send(body),
    )
  }
  for (const name of ['base.css', 'products.css', 'orders.css']) {
    serve(`/assets/${name}`, join(here, name), 'text/css; charset=utf-8')
  }
  serve('/assets/shop.js', join(here, 'shop.js'), 'text/javascript; charset=utf-8')
  for (const name of pictures) serve(`/images/${name}`, join(art, name), 'image/svg+xml')
}

function textOf(from: unknown, name: string): string {
  const value = (from as Record<string, unknown> | null | undefined)?.[name]
  return typeof value === 'string' ? value : ''
}

/** Only paths of this shop may follow a sign-in. */
function localPath(next: string): string {
  return /^\/(?!\/)[\w/-]*$/.test(next) ? next : '/orders'
}
