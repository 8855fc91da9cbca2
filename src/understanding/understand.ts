import { type Classified, type Reading, trainClassifier } from '#understanding/classify.ts'
import type { Entity, IntentExamples, Term, Understand, Understanding } from '#understanding/contract.ts'
import { buildEntities } from '#understanding/entities.ts'
import { buildFeatures } from '#understanding/features.ts'
import { detectLanguage } from '#understanding/language.ts'
import { normalize, READ_LIMIT } from '#understanding/normalize.ts'
import { asksForSomething, clauses } from '#understanding/segment.ts'
import { readSentiment } from '#understanding/sentiment.ts'
import { openWords } from '#understanding/words.ts'

type Segment = Understanding['segments'][number]

/** Trains on the examples (well below a second for a pack) and returns the engine. */
export function buildUnderstand(set: { intents: IntentExamples[]; terms: Term[] }): Understand {
  const cut = openWords(set.terms.flatMap(({ term, synonyms }) => [term, ...synonyms]))
  const findEntities = buildEntities(set.terms)
  const anyDay = new Date(0)
  const classify = trainClassifier(set.intents, buildFeatures(cut), (text) =>
    readText(text, findEntities(text, anyDay)),
  )

  return (text, context) => {
    const read = text.slice(0, READ_LIMIT)
    const entities = findEntities(read, context.now)
    const reading = readText(read, entities)
    const whole = classify(reading, context.expects)
    return {
      language: detectLanguage(reading.normalized, context.language),
      normalized: reading.normalized,
      intents: whole.intents,
      entities,
      sentiment: readSentiment(reading.normalized),
      outOfScope: whole.outOfScope,
      segments: segment(read, entities, whole, (part, own) => classify(readText(part, own)).intents),
    }
  }
}

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

function readText(text: string, entities: Entity[]): Reading {
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

/** At least this sure that a part is a request of its own. */
const SURE = 0.55
/** Intents that accompany a request but are none. */
const COMPANIONS = new Set([
  'greeting',
  'thanks',
  'goodbye',
  'affirm',
  'deny',
  'abuse',
  'out_of_scope',
  'repeat',
  'correction',
  'bot_identity',
])

/** Ordered requests of a message; one when it is simple. */
function segment(
  text: string,
  entities: Entity[],
  whole: Classified,
  classify: (part: string, entities: Entity[]) => Segment['intents'],
): Segment[] {
  const one = [{ text, intents: whole.intents, entities }]
  const parts = clauses(text, entities)
  if (parts.length < 2 || parts.length > 12) return one
  const intentsOf = (start: number, end: number) =>
    classify(
      text.slice(start, end),
      within(entities, start, end).map((e) => ({ ...e, start: e.start - start, end: e.end - start })),
    )
  const groups: { start: number; end: number; intent: string | null; asks: boolean }[] = []
  for (const { start, end, connected } of parts) {
    const best = intentsOf(start, end)[0]
    const intent = best && best.confidence >= SURE && !COMPANIONS.has(best.id) ? best.id : null
    const asks = asksForSomething(text.slice(start, end))
    const last = groups.at(-1)
    const isNew = last?.intent && intent && intent !== last.intent && (connected || (asks && last.asks))
    if (!last || isNew) groups.push({ start, end, intent, asks })
    else Object.assign(last, { end, intent: last.intent ?? intent, asks: last.asks || asks })
  }
  if (groups.length < 2) return one
  return groups.map(({ start, end }) => ({
    text: text
      .slice(start, end)
      .replace(/\s+(?:and|then|plus)\s*$/i, '')
      .trim(),
    intents: intentsOf(start, end),
    entities: within(entities, start, end),
  }))
}

const within = (entities: Entity[], start: number, end: number) =>
  entities.filter((e) => e.start >= start && e.end <= end)
