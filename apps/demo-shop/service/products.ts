// The catalogue: look-up, search and spare parts.

import type { ShopContext } from './context.ts'
import type { PartStock, Product } from './contract.ts'
import { ShopError } from './errors.ts'
import type { StoredProduct } from './store.ts'

/** Best match first; without words the whole catalogue in the shop's own order. */
export function searchProducts(shop: ShopContext, q = '', limit = 20): Product[] {
  const all = shop.store.listAll('product')
  const terms = searchTerms(q)
  if (terms.length === 0) return all.slice(0, limit).map((one) => viewProduct(shop, one))
  const scored = all
    .map((product) => ({ product, score: scoreOf(product, terms) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const best = scored[0]?.score ?? 0
  // what matches far less well than the best hit is noise of common words
  return scored
    .filter(({ score }) => score >= best * 0.4)
    .slice(0, limit)
    .map(({ product }) => viewProduct(shop, product))
}

export function getProduct(shop: ShopContext, productId: string): Product {
  const product = shop.store.get('product', productId)
  if (!product) throw new ShopError('not_found', productId)
  return viewProduct(shop, product)
}

export function getPartStock(shop: ShopContext, partId: string): PartStock {
  const part = shop.store.get('part', partId)
  if (!part) throw new ShopError('not_found', partId)
  return part
}

function viewProduct(shop: ShopContext, { keywords, ...product }: StoredProduct): Product {
  return { ...product, image: shop.baseUrl() + product.image }
}

/** Latin words as they are, Chinese runs as pairs of characters. */
function searchTerms(q: string): string[] {
  const terms = new Set<string>()
  for (const run of q.toLowerCase().match(/[a-z0-9+]+|\p{Script=Han}+/gu) ?? []) {
    if (LATIN.test(run) || run.length <= 2) terms.add(run)
    else for (let at = 0; at + 2 <= run.length; at++) terms.add(run.slice(at, at + 2))
  }
  return [...terms]
}

function scoreOf(product: StoredProduct, terms: string[]): number {
  const name = `${product.name} ${product.nameEn} ${product.sku} ${product.id}`.toLowerCase()
  const keywords = `${product.keywords} ${product.category}`.toLowerCase()
  const text = `${product.description} ${product.descriptionEn}`.toLowerCase()
  return terms.reduce((sum, term) => {
    if (hasTerm(name, term)) return sum + 6
    if (hasTerm(keywords, term)) return sum + 4
    return hasTerm(text, term) ? sum + 1 : sum
  }, 0)
}

/** A Latin word counts whole, from four letters on also as the beginning of one: "dry" is not in "dryer". */
function hasTerm(text: string, term: string): boolean {
  if (!LATIN.test(term)) return text.includes(term)
  const words = text.match(/[a-z0-9+]+/g) ?? []
  return words.some((word) => word === term || (term.length >= 4 && word.startsWith(term)))
}

const LATIN = /^[a-z0-9+]/
