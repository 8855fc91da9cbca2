import type { Customer, Order } from '../service/contract.ts'
import { ShopError } from '../service/errors.ts'
import { getLogistics } from '../service/logistics.ts'
import { getOrder } from '../service/orders.ts'
import { afterSale } from './after-sale.ts'
import { day, dayAndTime, money, timeElement } from './format.ts'
import { type Html, html } from './html.ts'
import type { Page } from './layout.ts'
import { goods, isLate, statusChip } from './order-list.ts'
import type { Visit } from './visit.ts'

/** One order of the signed-in customer; somebody else's order does not exist for them. */
export function orderPage(visit: Visit, customer: Customer, orderId: string): Page {
  const { words, shop } = visit
  const order = getOrder(shop, orderId)
  if (order.customerId !== customer.id) throw new ShopError('not_found', orderId)
  return {
    title: `${words.orderNo} ${order.id}`,
    about: { orderId },
    body: html`<div class="wrap">
<nav class="crumbs"><a href="/orders">${words.backToOrders}</a></nav>
<header class="order-head"><div><h1>${words.orderNo} <span class="number">${order.id}</span></h1>
<p>${statusChip(visit, order)} <span class="soft">${isLate(visit, order) ? words.delayedLine : words.statusLine[order.status]}</span></p></div>
<button class="button" data-ask data-order-id="${order.id}">${words.askOrder}</button></header>
<div class="order-columns"><div>
${order.refundId ? [afterSale(visit, order), timeline(visit, order)] : [timeline(visit, order), afterSale(visit, order)]}
</div><div>
<section class="panel"><h2>${words.items}</h2><ul class="goods">${order.items.map((item) => goods(visit, item))}</ul>
<p class="sum-line"><span>${words.total}</span><strong>${money(order.amount)}</strong></p></section>
${deliveryPanel(visit, order)}${invoicePanel(visit, order)}
</div></div></div>`,
  }
}

function timeline({ words, locale, now, shop }: Visit, order: Order): Html {
  const logistics = getLogistics(shop, order.id)
  const carrier = locale === 'zh' ? logistics.carrier : logistics.carrierEn
  return html`<section class="panel"><h2>${words.logistics}</h2>
${
  logistics.trackingNo &&
  html`<p class="soft">${carrier} · ${words.trackingNo} <span class="number">${logistics.trackingNo}</span></p>`
}
${
  logistics.estimatedAt &&
  html`<p class="${logistics.status === 'delayed' ? 'late-text' : ''}">${words.estimated(day(logistics.estimatedAt, locale, now))}</p>`
}
<ol class="timeline">${logistics.events.map(
    (event) => html`<li><span>${locale === 'zh' ? event.text : event.textEn}</span>
<span class="soft">${timeElement(event.at, locale, now)}</span></li>`,
  )}</ol></section>`
}

function deliveryPanel({ words, locale, now }: Visit, order: Order): Html {
  const { name, phone, province, city, district, detail } = order.address
  const place = [province === city ? '' : province, city, district, detail]
  return html`<section class="panel"><h2>${words.address}</h2>
<p>${name} <span class="number">${phone}</span><br>${words.addressLine(place)}</p>
<p class="soft">${words.placedOn} ${dayAndTime(order.placedAt, locale, now)}</p></section>`
}

function invoicePanel({ words }: Visit, order: Order): Html | undefined {
  if (['cancelled', 'refunded'].includes(order.status)) return undefined
  return html`<section class="panel" id="invoice"><h2>${words.invoice}</h2>${
    order.invoice
      ? html`<p>${words.invoiceTitle}: ${order.invoice.title} · ${money(order.invoice.amount)}<br>
<span class="soft"><span class="number">${order.invoice.id}</span> · ${words.invoiceSent(order.invoice.email)}</span></p>`
      : html`<p class="soft">${words.noInvoice}</p>`
  }</section>`
}
