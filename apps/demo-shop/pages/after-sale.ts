// What can be done with an order after delivery, and what is being done: refund, exchange, repair, complaint.
import type { Order, Refund } from '../service/contract.ts'
import { day, dayAndTime, money, timeElement } from './format.ts'
import { type Html, html } from './html.ts'
import { productName } from './product-card.ts'
import type { Visit } from './visit.ts'

export function afterSale(visit: Visit, order: Order): Html | undefined {
  const { words } = visit
  const parts = [
    ...refunds(visit, order),
    ...exchanges(visit, order),
    ...repairs(visit, order),
    ...complaints(visit, order),
  ]
  const deadlines = deadlineLines(visit, order)
  if (parts.length === 0 && deadlines.length === 0) return undefined
  return html`<section class="panel"><h2>${words.afterSale}</h2>
${deadlines.length > 0 && html`<ul class="notes">${deadlines.map((line) => html`<li>${line}</li>`)}</ul>`}
${parts}</section>`
}

function deadlineLines({ words, locale, now }: Visit, order: Order): string[] {
  if (order.status !== 'delivered') return []
  const lines: string[] = []
  const ahead = (iso: string) => iso >= now.toISOString()
  const say = (iso: string) => day(iso, locale, now)
  if (order.canReturn && order.returnDeadline) lines.push(words.canReturnUntil(say(order.returnDeadline)))
  else if (order.defectReturnDeadline && ahead(order.defectReturnDeadline)) {
    lines.push(words.defectUntil(say(order.defectReturnDeadline)))
  } else if (order.returnDeadline) lines.push(words.returnOver(say(order.returnDeadline)))
  if (order.warrantyUntil) {
    const wording = ahead(order.warrantyUntil) ? words.warrantyUntil : words.warrantyOver
    lines.push(wording(say(order.warrantyUntil)))
  }
  return lines
}

function refunds(visit: Visit, order: Order): Html[] {
  return visit.shop.store.listUnder('refund', order.id).map((refund) => refundBlock(visit, refund))
}

function refundBlock({ words, locale, now }: Visit, refund: Refund): Html {
  const place = refund.returnAddress
  return html`<article class="case"><h3>${words.refundTitle(refund.id)}</h3>
<p>${words.refundAmount} <strong>${money(refund.amount)}</strong></p>
<ol class="timeline">${[...refund.steps]
    .reverse()
    .map(
      (step) =>
        html`<li><span>${locale === 'zh' ? step.text : step.textEn}</span><span class="soft">${timeElement(step.at, locale, now)}</span></li>`,
    )}</ol>
${
  place &&
  refund.status === 'waiting_return' &&
  html`<p class="soft">${words.returnTo}: ${place.name} ${place.phone}, ${words.addressLine([place.province, place.city, place.district, place.detail])}</p>`
}</article>`
}

function exchanges({ words, locale, shop }: Visit, order: Order): Html[] {
  return shop.store.listUnder('exchange', order.id).map(
    (exchange) => html`<article class="case"><h3>${words.exchangeTitle(exchange.id)}</h3>
<p>${words.exchangeText(productName(locale, { name: exchange.productName, nameEn: exchange.productNameEn }))}</p></article>`,
  )
}

function repairs({ words, locale, now, shop }: Visit, order: Order): Html[] {
  return shop.store.listUnder('repair', order.id).map(
    (repair) => html`<article class="case"><h3>${words.repairTitle(repair.id)}</h3>
<p>${words.repairText(dayAndTime(repair.visitAt, locale, now))}</p></article>`,
  )
}

function complaints({ words, locale, now, shop }: Visit, order: Order): Html[] {
  return shop.store
    .listUnder('complaint', order.customerId)
    .filter((complaint) => complaint.orderId === order.id)
    .map((complaint) => {
      const result = (locale === 'zh' ? complaint.result : complaint.resultEn) ?? words.complaintClosed
      return html`<article class="case"><h3>${words.complaintTitle(complaint.id)}</h3>
<p>${complaint.description}</p>
<p class="soft">${complaint.status === 'open' ? words.complaintOpen(dayAndTime(complaint.dueAt, locale, now)) : result}</p></article>`
    })
}
