import { searchProducts } from '../service/products.ts'
import { type Html, html } from './html.ts'
import type { Page } from './layout.ts'
import { productCard } from './product-card.ts'
import type { Visit } from './visit.ts'

/** The front page; with words to search for, what was found. */
export function homePage(visit: Visit, q: string): Page {
  return q ? foundPage(visit, q) : frontPage(visit)
}

function frontPage(visit: Visit): Page {
  const { words, shop } = visit
  const products = searchProducts(shop, '', 100)
  const shelf = (key: 'kitchen' | 'home' | 'care'): Html => html`<section class="shelf wrap" id="${key}">
<header><h2>${words.categories[key]}</h2><p class="soft">${words.categoryLines[key]}</p></header>
<ul class="grid">${products.filter((one) => one.category === key).map((one) => productCard(visit, one))}</ul>
</section>`
  return {
    title: words.shop,
    body: html`<section class="hero"><div class="wrap hero-row">
<div><h1>${words.heroTitle.map((line) => html`<span>${line}</span> `)}</h1>
<p>${words.heroText}</p><a class="button" href="#kitchen">${words.heroButton}</a></div>
<img src="/images/hero.svg" width="720" height="520" alt="">
</div></section>
<ul class="promises wrap">${words.promises.map(([what, more]) => html`<li><strong>${what}</strong><span class="soft">${more}</span></li>`)}</ul>
${shelf('kitchen')}${shelf('home')}${shelf('care')}`,
  }
}

function foundPage(visit: Visit, q: string): Page {
  const { words, shop } = visit
  const products = searchProducts(shop, q, 50)
  return {
    title: q,
    query: q,
    body: html`<section class="shelf wrap"><header><h1>${words.found(products.length, q)}</h1>
<p><a href="/">${words.allProducts}</a></p></header>
${
  products.length > 0
    ? html`<ul class="grid">${products.map((one) => productCard(visit, one))}</ul>`
    : html`<p class="soft">${words.nothingFound}</p><button class="button" data-ask>${words.askSupport}</button>`
}</section>`,
  }
}
