import type { Entity } from '#understanding/contract.ts'
import { normalize } from '#understanding/normalize.ts'

/** A text as the classifier sees it: normalised, and the same with entities replaced by `{kind}`. */
export type Reading = { normalized: string; masked: string }

/** Entities that are names and numbers; to the model one order number is like any other. */
const MASKED = new Set([
  'order',
  'refund',
  'tracking',
  'phone',
  'email',
  'amount',
  'fault_code',
  'tax_number',
  'id_card',
  'bank_card',
  'url',
  'address',
])

/** `entities` are those of the text, in order and without overlaps. */
export function readText(text: string, entities: Entity[]): Reading {
  const normalized = normalize(text)
  let masked = ''
  let at = 0
  for (const { kind, start, end } of entities) {
    if (!MASKED.has(kind)) continue
    masked += `${text.slice(at, start)}{${kind}}`
    at = end
  }
  return { normalized, masked: at ? normalize(masked + text.slice(at)) : normalized }
}
