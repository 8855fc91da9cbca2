// The frame of every page: head, header, footer and the one script tag that brings the chat widget.
import { type Html, html, scriptData } from './html.ts'
import type { Visit } from './visit.ts'

export interface Page {
  title: string
  body: Html
  /** what the chat widget is told about the page */
  about?: { productId?: string; orderId?: string }
  query?: string
}

export function layout(visit: Visit, page: Page): string {
  const { words } = visit
  const title = page.title === words.shop ? words.shop : `${page.title} · ${words.shop}`
  return html`<!doctype html>
<html lang="${words.htmlLang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="/images/mark.svg">
${['base', 'products', 'orders'].map((name) => html`<link rel="stylesheet" href="/assets/${name}.css">`)}
${widgetScripts(visit, page)}
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
${header(visit, page)}
<main id="content">${page.body}</main>
<footer class="footer"><div class="wrap">
<p>${words.footerAbout}</p><p>${words.footerDemo}</p>
<noscript><p>${words.needScript}</p></noscript>
</div></footer>
<p id="notice" class="notice" role="status" hidden>${words.supportDown}</p>
</body>
</html>`.html
}

function header({ words, locale, path, customer }: Visit, { query = '' }: Page): Html {
  const otherLanguage = locale === 'zh' ? 'en' : 'zh'
  const kept = query ? `q=${encodeURIComponent(query)}&` : ''
  return html`<header class="header"><div class="wrap header-row">
<a class="brand" href="/"><img src="/images/mark.svg" width="36" height="36" alt=""><span>${words.shop}</span></a>
<nav class="nav" aria-label="${words.nav}">
${(['kitchen', 'home', 'care'] as const).map((key) => html`<a href="/#${key}">${words.categories[key]}</a>`)}
</nav>
<form class="search" action="/" role="search">
<input type="search" name="q" value="${query}" maxlength="100" aria-label="${words.search}" placeholder="${words.search}">
</form>
<div class="account">
<a href="${path}?${kept}lang=${otherLanguage}" lang="${otherLanguage}" hreflang="${otherLanguage}">${words.otherLanguage}</a>
<a href="/orders">${words.myOrders}</a>
${
  customer
    ? html`<form method="post" action="/sign-out"><span class="who">${customer.name}</span><button class="link">${words.signOut}</button></form>`
    : html`<a class="sign-in" href="/sign-in">${words.signIn}</a>`
}
</div></div></header>`
}

function widgetScripts({ widgetUrl, nonce, locale, identityToken }: Visit, { about }: Page): Html {
  const boot = scriptData({ locale, identityToken, page: about ?? {} })
  return html`<script src="/assets/shop.js"></script>
<script nonce="${nonce}">
window.Yinghe = window.Yinghe || function () { (Yinghe.q = Yinghe.q || []).push(arguments) }
Yinghe('boot', ${boot})
</script>
<script async src="${widgetUrl}/widget/loader.js"></script>`
}
