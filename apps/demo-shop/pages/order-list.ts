import type { Customer, OrderSummary } from '../service/contract.ts'
import { getLogistics } from '../service/logistics.ts'
import { listCustomerOrders } from '../service/orders.ts'
import { listVouchers } from '../service/vouchers.ts'
import { day, money, timeElement } from './format.ts'
import { type Html, html } from './html.ts'
import type { Page } from './layout.ts'
import { picturePath, productName } from './product-card.ts'
import type { Visit } from './visit.ts'

export function orderListPage(visit: Visit, customer: Customer): Page {
  const { words, shop } = visit
  const orders = listCustomerOrders(shop, customer.id)
  return {
    title: words.myOrders,
    body: html`<section class="wrap narrow">
<header class="page-head"><h1>${words.greeting(customer.name)}</h1>
<p class="soft">${orders.length > 0 ? words.ordersText : words.noOrders}</p></header>
${vouchers(visit, customer)}<ul class="orders">${orders.map((order) => orderRow(visit, order))}</ul></section>`,
  }
}

/** What the shop gave the customer to make up for something. */
function vouchers({ words, shop, locale, now }: Visit, customer: Customer): Html | undefined {
  const valid = listVouchers(shop, customer.id).filter(({ status }) => status === 'active')
  if (!valid.length) return undefined
  return html`<section class="panel"><h2>${words.vouchers}</h2><ul class="notes">${valid.map(
    (one) => html`<li><strong>${words.voucher[one.kind]} ${money(one.amount)}</strong>
<span class="soft">${one.id} · ${words.validUntil(day(one.expiresAt, locale, now))}</span></li>`,
  )}</ul></section>`
}

function orderRow(visit: Visit, order: OrderSummary): Html {
  const { words, locale, now } = visit
  return html`<li class="panel order-row">
<header><a class="order-no" href="/orders/${order.id}">${words.orderNo} ${order.id}</a>
<span class="soft">${timeElement(order.placedAt, locale, now)}</span>${statusChip(visit, order)}</header>
<div class="order-goods"><ul class="goods">${order.items.map((item) => goods(visit, item))}</ul>
<p class="order-sum"><span class="soft">${words.total}</span> <strong>${money(order.amount)}</strong>
<a class="button quiet" href="/orders/${order.id}" aria-label="${words.seeOrder} ${order.id}">${words.seeOrder}</a></p></div>
${latestEvent(visit, order)}</li>`
}

export function goods({ locale, words }: Visit, item: OrderSummary['items'][number]): Html {
  return html`<li><img src="${picturePath(item.image)}" width="64" height="64" alt="">
<span><a href="/products/${item.productId}">${productName(locale, item)}</a>
<span class="soft">${money(item.price)} ${words.quantity(item.quantity)}</span></span></li>`
}

export function statusChip(visit: Visit, order: OrderSummary): Html {
  const { words } = visit
  const late = isLate(visit, order)
  return html`<span class="chip ${late ? 'late' : order.status}">${words.status[order.status]}${late && html` · ${words.delayed}`}</span>`
}

export function isLate({ shop }: Visit, order: OrderSummary): boolean {
  return order.status === 'in_transit' && getLogistics(shop, order.id).status === 'delayed'
}

function latestEvent({ shop, locale, now }: Visit, order: OrderSummary): Html | undefined {
  if (order.status !== 'in_transit' && order.status !== 'shipped') return undefined
  const event = getLogistics(shop, order.id).events[0]
  if (!event) return undefined
  return html`<p class="latest">${locale === 'zh' ? event.text : event.textEn} <span class="soft">${timeElement(event.at, locale, now)}</span></p>`
}
