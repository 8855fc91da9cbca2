// A plain page for each service, where a pack can be tried: choose who you are, and the chat knows you.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { SignJWT } from 'jose'
import type { DemoService } from './contract.ts'

export interface ChatSettings {
  /** shared with the server of the widget; signs identity tokens */
  identitySecret: string
  /** origin of the server that serves the widget */
  widgetUrl: string
}

const cast: [id: string, name: string][] = [
  ['c-lin', '林婉清'],
  ['c-zhou', '周德福'],
  ['c-xu', '许一诺'],
  ['c-chen', '陈思远'],
  ['c-wang', '王建国'],
  ['c-emma', 'Emma Clarke'],
  ['c-zhao', '赵敏'],
]

export function registerPage(app: FastifyInstance, service: DemoService, settings: ChatSettings) {
  app.get(`/${service.id}/`, async (request, reply) => {
    const { as = '' } = request.query as { as?: string }
    const person = cast.find(([id]) => id === as)
    const nonce = randomBytes(16).toString('base64url')
    const boot = {
      locale: as === 'c-emma' ? 'en' : 'zh',
      page: {},
      ...(person && { identityToken: await mintIdentity(settings, person) }),
    }
    return reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': policy(settings.widgetUrl, nonce),
      })
      .send(
        page({
          service,
          settings,
          nonce,
          as: person?.[0] ?? '',
          boot: JSON.stringify(boot).replaceAll('<', '\\u003c'),
        }),
      )
  })
}

function mintIdentity({ identitySecret }: ChatSettings, [id, name]: [string, string]) {
  const issuedAt = Math.floor(Date.now() / 1000)
  return new SignJWT({ name })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(id)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 2 * 3600)
    .sign(new TextEncoder().encode(identitySecret))
}

const policy = (widgetUrl: string, nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' ${widgetUrl}`,
    `frame-src ${widgetUrl}`,
    `connect-src 'self' ${widgetUrl} ${widgetUrl.replace(/^http/, 'ws')}`,
    `style-src 'nonce-${nonce}' ${widgetUrl}`,
    `img-src 'self' data: ${widgetUrl}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

type Shown = { service: DemoService; settings: ChatSettings; nonce: string; as: string; boot: string }

function page({ service, settings, nonce, as, boot }: Shown): string {
  const people = [['', '访客 / Guest'], ...cast].map(
    ([id, name]) => `<a href="?as=${id}"${id === as ? ' aria-current="true"' : ''}>${name}</a>`,
  )
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${service.title}</title>
<style nonce="${nonce}">
body { margin: 0 auto; padding: 48px 24px; max-width: 640px; font: 16px/1.6 system-ui, sans-serif; }
nav { display: flex; flex-wrap: wrap; gap: 8px; }
nav a { padding: 6px 14px; border: 1px solid; border-radius: 999px; color: inherit; text-decoration: none; }
nav a[aria-current] { font-weight: 600; text-decoration: underline; }
</style>
<script nonce="${nonce}">
window.Yinghe = window.Yinghe || function () { (Yinghe.q = Yinghe.q || []).push(arguments) }
Yinghe('boot', ${boot})
</script>
<script async src="${settings.widgetUrl}/widget/loader.js"></script>
</head>
<body>
<h1>${service.title}</h1>
<p>选择一位顾客，再打开右下角的聊天窗口。<br><span lang="en">Choose who you are and open the chat in the corner.</span></p>
<nav aria-label="顾客 / Customer">${people.join('\n')}</nav>
</body>
</html>`
}
