import type { Product } from '../service/contract.ts'
import { getProduct, searchProducts } from '../service/products.ts'
import { money } from './format.ts'
import { type Html, html } from './html.ts'
import type { Page } from './layout.ts'
import { picturePath, productCard, productName } from './product-card.ts'
import type { Visit } from './visit.ts'

export function productPage(visit: Visit, productId: string): Page {
  const { words, locale, shop } = visit
  const product = getProduct(shop, productId)
  const name = productName(locale, product)
  const related = searchProducts(shop, '', 100)
    .filter((one) => one.category === product.category && one.id !== product.id)
    .slice(0, 3)
  return {
    title: name,
    about: { productId },
    body: html`<div class="wrap">
<nav class="crumbs"><a href="/">${words.shop}</a> / <a href="/#${product.category}">${words.categories[product.category]}</a></nav>
<article class="product">
<img class="product-picture" src="${picturePath(product.image)}" width="480" height="480" alt="${name}">
<div class="product-text">
<p class="soft sku">${product.sku}</p>
<h1>${name}</h1>
<p>${locale === 'zh' ? product.description : product.descriptionEn}</p>
<p class="price big">${money(product.price)}</p>
<p class="${product.stock > 0 ? 'stock' : 'stock out'}">${product.stock > 0 ? words.inStock(product.stock) : words.outOfStock}</p>
<button class="button" data-ask data-product-id="${product.id}">${words.askSupport}</button>
<ul class="notes soft"><li>${product.warrantyMonths > 0 ? words.warrantyNote(product.warrantyMonths) : words.careNote}</li><li>${words.returnNote}</li></ul>
</div></article>
<div class="product-more">${specs(visit, product)}${faults(visit, product)}</div>
</div>
<section class="shelf wrap"><header><h2>${words.related}</h2></header>
<ul class="grid">${related.map((one) => productCard(visit, one))}</ul></section>`,
  }
}

function specs({ words, locale }: Visit, product: Product): Html {
  return html`<section><h2>${words.specs}</h2><dl class="facts">
${product.specs.map(
  (spec) =>
    html`<div><dt>${locale === 'zh' ? spec.k : spec.kEn}</dt><dd>${locale === 'zh' ? spec.v : spec.vEn}</dd></div>`,
)}</dl></section>`
}

function faults({ words, locale }: Visit, product: Product): Html | undefined {
  if (product.faultCodes.length === 0) return undefined
  return html`<section><h2>${words.faults}</h2><p class="soft">${words.faultsHint}</p>
${product.faultCodes.map(
  (
    fault,
  ) => html`<details><summary><code>${fault.code}</code> ${locale === 'zh' ? fault.meaning : fault.meaningEn}</summary>
<p>${locale === 'zh' ? fault.fix : fault.fixEn}</p></details>`,
)}</section>`
}
