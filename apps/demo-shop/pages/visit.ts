// Who is looking at a page, in which language, and what the page may load.
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { SignJWT } from 'jose'
import type { ShopContext } from '../service/context.ts'
import type { Customer } from '../service/contract.ts'
import { type Locale, type Words, words } from './words.ts'

export interface Visit {
  shop: ShopContext
  widgetUrl: string
  locale: Locale
  words: Words
  now: Date
  /** path without query, for the language switch */
  path: string
  nonce: string
  customer?: Customer
  identityToken?: string
}

export interface VisitSettings {
  shop: ShopContext
  widgetUrl: string
  identitySecret: string
}

const sessionCookie = 'hemu_session'
const languageCookie = 'hemu_lang'
const sessionSeconds = 12 * 3600
const cookie = { path: '/', httpOnly: true, sameSite: 'lax', signed: true } as const

export async function openVisit(settings: VisitSettings, request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
  const { shop, widgetUrl } = settings
  const customer = signedInCustomer(shop, request)
  const locale = languageOf(request, reply, customer)
  const nonce = randomBytes(16).toString('base64url')
  reply.headers(pageHeaders(widgetUrl, nonce))
  return {
    shop,
    widgetUrl,
    locale,
    words: words[locale],
    now: shop.now(),
    path: request.url.split('?')[0] ?? '/',
    nonce,
    customer,
    identityToken: customer && (await mintIdentity(settings, customer)),
  }
}

export function signIn(reply: FastifyReply, customerId: string, now: Date) {
  const until = Math.floor(now.getTime() / 1000) + sessionSeconds
  reply.setCookie(sessionCookie, `${customerId}.${until}`, { ...cookie, maxAge: sessionSeconds })
}

export function signOut(reply: FastifyReply) {
  reply.clearCookie(sessionCookie, { path: '/' })
}

function signedInCustomer(shop: ShopContext, request: FastifyRequest): Customer | undefined {
  const sealed = request.cookies[sessionCookie]
  const opened = sealed ? request.unsignCookie(sealed) : undefined
  if (!opened?.valid) return undefined
  const [customerId = '', until = '0'] = opened.value.split('.')
  if (Number(until) * 1000 <= shop.now().getTime()) return undefined
  return shop.store.get('customer', customerId)
}

/** The switch wins and is remembered, then the cookie, then the customer's own language. */
function languageOf(request: FastifyRequest, reply: FastifyReply, customer?: Customer): Locale {
  const asked = (request.query as { lang?: unknown }).lang
  if (asked === 'zh' || asked === 'en') {
    reply.setCookie(languageCookie, asked, { path: '/', sameSite: 'lax', maxAge: 365 * 86_400 })
    return asked
  }
  const remembered = request.cookies[languageCookie]
  if (remembered === 'zh' || remembered === 'en') return remembered
  return customer?.language ?? 'zh'
}

/** The proof of identity that a shop hands to the widget: signed on the server, short-lived. */
async function mintIdentity({ identitySecret, shop }: VisitSettings, customer: Customer) {
  const issuedAt = Math.floor(shop.now().getTime() / 1000)
  return new SignJWT({ name: customer.name })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(customer.id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 2 * 3600)
    .sign(new TextEncoder().encode(identitySecret))
}

function pageHeaders(widgetUrl: string, nonce: string) {
  const widgetSocket = widgetUrl.replace(/^http/, 'ws')
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}' ${widgetUrl}`,
      `frame-src ${widgetUrl}`,
      `connect-src 'self' ${widgetUrl} ${widgetSocket}`,
      `style-src 'self' ${widgetUrl}`,
      `img-src 'self' data: ${widgetUrl}`,
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  }
}
