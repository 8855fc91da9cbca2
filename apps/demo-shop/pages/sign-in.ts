import { customers } from '../service/seed/customers.ts'
import { html } from './html.ts'
import type { Page } from './layout.ts'
import type { Visit } from './visit.ts'

/** Instead of a password: choose who you are. `next` is the page that asked for it, empty without one. */
export function signInPage(visit: Visit, next: string): Page {
  const { words, locale, shop } = visit
  const cards = shop.store.listAll('customer').map((customer) => {
    const orders = shop.store.listUnder('order', customer.id).length
    const who = customers.find((one) => one.id === customer.id)?.who[locale]
    return html`<li><form method="post" action="/sign-in">
<input type="hidden" name="next" value="${next}">
<button class="person" name="customerId" value="${customer.id}" title="${words.signInAs(customer.name)}">
<span class="avatar tone-${customer.tier}" aria-hidden="true">${initial(customer.name)}</span>
<span class="person-text"><strong>${customer.name}</strong>
<span>${who}</span>
<span class="soft small">${words.tiers[customer.tier]} · ${words.orderCount(orders)}</span></span>
</button></form></li>`
  })
  return {
    title: words.signIn,
    body: html`<section class="wrap narrow people">
${next && html`<p class="hint">${words.needSignIn}</p>`}
<h1>${words.signInTitle}</h1><p class="soft">${words.signInText}</p>
<ul>${cards}</ul></section>`,
  }
}

function initial(name: string): string {
  return [...name][0] ?? ''
}
