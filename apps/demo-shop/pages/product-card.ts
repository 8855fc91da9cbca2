import type { Product } from '../service/contract.ts'
import { money } from './format.ts'
import { type Html, html } from './html.ts'
import type { Visit } from './visit.ts'

export function productCard({ locale, words }: Visit, product: Product): Html {
  const line = locale === 'zh' ? product.description : product.descriptionEn
  return html`<li class="card"><a href="/products/${product.id}">
<img src="${picturePath(product.image)}" width="480" height="480" alt="" loading="lazy">
<span class="card-text"><strong>${productName(locale, product)}</strong>
<span class="soft card-line">${firstSentence(line)}</span>
<span class="price">${money(product.price)}${product.stock === 0 && html` <em class="soft">${words.outOfStock.split(/[，;]/)[0]}</em>`}</span></span>
</a></li>`
}

export function productName(locale: Visit['locale'], item: { name: string; nameEn: string }): string {
  return locale === 'zh' ? item.name : item.nameEn
}

/** Pictures come with the API's absolute address; on the shop's own pages the path is enough. */
export function picturePath(image: string): string {
  return URL.canParse(image) ? new URL(image).pathname : image
}

function firstSentence(text: string): string {
  return text.match(/^.*?[。.:：](?=\s|$|\p{Script=Han})/u)?.[0].replace(/[。.:：]$/, '') ?? text
}
