import { giveAnswer } from '#dialogue/answer.ts'
import { articlesFor } from '#dialogue/articles-for.ts'
import { byMention, type Candidate } from '#dialogue/choose.ts'
import type { Frame } from '#dialogue/contract.ts'
import { type Draft, tell } from '#dialogue/draft.ts'
import { finish } from '#dialogue/end.ts'
import type { Reading } from '#dialogue/interpret.ts'
import { isOnlyProduct } from '#dialogue/question.ts'
import type { Entity } from '#understanding/contract.ts'

const productsOf = (entities: Entity[]): Entity[] => entities.filter(({ kind }) => kind === 'product')

/** A product was named that none of the things to choose from is: he is told so, or gets what is known of that product. */
export function toldOfAbsent(draft: Draft, frame: Frame, all: Candidate[]): boolean {
  const products = productsOf(frame.mentions)
  if (!products.length || byMention(all, products, '').length) return false
  if (answered(draft, frame, frame.opening, products)) return true
  tell(draft, 'notYours')
  return false
}

/** Nothing but the name of a product, as the answer to a question it does not answer: it is about that one, then. */
export function meansOtherProduct(draft: Draft, frame: Frame, reading: Reading): boolean {
  const products = productsOf(reading.entities)
  if (!products.length || reading.choice || !isOnlyProduct({ ...reading, intents: [] })) return false
  return answered(draft, frame, `${reading.text} ${frame.opening}`, products)
}

/** What the knowledge base says of what he told about this product takes the place of the task. */
function answered(draft: Draft, frame: Frame, text: string, entities: Entity[]): boolean {
  const [hit] = articlesFor(draft, { text, entities })
  const ids = entities.map(({ value }) => value)
  if (!hit || hit.score < draft.engine.thresholds.answer || !hit.products.some((id) => ids.includes(id))) return false
  finish(draft, frame, { outcome: 'answered', offers: [], quiet: true })
  giveAnswer(draft, hit)
  return true
}
