import type { Part } from '#conversations/contract.ts'
import type { Draft } from '#dialogue/draft.ts'
import type { SearchHit } from '#knowledge/contract.ts'

/** Up to so many messages later, those of the bot included, products shown before stand beside those shown now. */
const TOGETHER = 6
/** At most so many are remembered, the latest first. */
const MOST = 4
const FAULT_CODE = /(?<![A-Z0-9])E\d{3}(?!\d)/

/** The first fault code of a text in capitals. */
export const codeIn = (text: string): string | undefined => FAULT_CODE.exec(text)?.[0]

/** Remembers, for "which of them is cheaper?", the products just named or shown; several at once stand for themselves. */
export function noteProducts(draft: Draft, ids: string[]): void {
  if (ids.length === 0) return
  const { memory } = draft.state
  const held = memory.products
  const before = ids.length < 2 && held && draft.seq - held.seq <= TOGETHER ? held.value.split(',') : []
  const value = [...new Set([...ids, ...before])].slice(0, MOST).join(',')
  memory.products = { value, shown: '', seq: draft.seq }
}

/** What an answer was about, for "is there a video?". */
export function noteAnswer(draft: Draft, { title, products }: Pick<SearchHit, 'title' | 'products'>): void {
  const [product] = products
  if (!product || products.length > 2) return
  noteProducts(draft, products)
  const { memory } = draft.state
  const code = codeIn(title)
  memory.spoken_product = { value: product, shown: product, seq: draft.seq }
  if (code) memory.fault_code = { value: code, shown: code, seq: draft.seq }
  else delete memory.fault_code
}

/** The products whose cards are among what is said. */
export const shownIn = (parts: Part[]): string[] => [
  ...new Set(parts.flatMap((part) => (part.kind === 'card' && part.card === 'product' ? [part.id] : []))),
]
