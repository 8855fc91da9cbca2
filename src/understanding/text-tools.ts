import type { Term } from '#understanding/contract.ts'
import { buildFindProducts } from '#understanding/entities/products.ts'
import { normalize } from '#understanding/normalize.ts'
import { buildUseTerms } from '#understanding/terms.ts'
import { openWords } from '#understanding/words.ts'

/** What search needs to know of language; handed to it, so that both sides read a text in the same way. */
export function buildTextTools(terms: Term[]) {
  const cut = openWords(terms)
  const useTerms = buildUseTerms(terms, normalize)
  const findProducts = buildFindProducts(terms, normalize)
  return {
    /** Normalised, with synonyms replaced by the terms of the business. */
    normalize: (text: string): string => useTerms(withoutFaces(normalize(text))),
    cut,
    /** Ids of the products a text names. */
    products: (text: string): string[] => [
      ...new Set(findProducts(normalize(text), new Date(0)).map((found) => found.value)),
    ],
  }
}

/** A face is no word to look for; a text of faces alone keeps them. */
const withoutFaces = (text: string) => (text.includes('{') ? text.replace(/\s*\{[a-z]+\}/g, '').trim() || text : text)
