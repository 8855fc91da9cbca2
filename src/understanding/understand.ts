import type { Correction, Entity, IntentExamples, Term, Understand } from '#understanding/contract.ts'
import { type ReadEmotion, readEmotion } from '#understanding/emotion/read-emotion.ts'
import { buildEntities, type OrderShape } from '#understanding/entities.ts'
import { buildExplain } from '#understanding/explain.ts'
import { type IntentModel, openIntentModel, trainIntentModel } from '#understanding/intent-model.ts'
import { detectLanguage } from '#understanding/language.ts'
import { readNeeds } from '#understanding/needs.ts'
import { foldInPlace, READ_LIMIT } from '#understanding/normalize.ts'
import { readText } from '#understanding/reading.ts'
import { buildFindCorrections, mend } from '#understanding/repair.ts'
import { sentimentOf } from '#understanding/sentiment.ts'
import { buildSpellPinyin } from '#understanding/spell-pinyin.ts'
import { splitRequests, within } from '#understanding/split-requests.ts'
import { buildVocabulary } from '#understanding/vocabulary.ts'
import { openWords } from '#understanding/words.ts'

/** `questions` are those of the articles: their words count when typing errors are mended. */
export type UnderstandSet = {
  intents: IntentExamples[]
  terms: Term[]
  model?: IntentModel
  questions?: string[]
  orderShapes?: OrderShape[]
  /** Reads feelings; the shipped model when left out. */
  readEmotion?: ReadEmotion
}

/** The engine around a trained model; without one it trains on the examples (well below a second for a pack). */
export function buildUnderstand(set: UnderstandSet): Understand {
  const cut = openWords()
  const findEntities = buildEntities(set.terms, set.orderShapes)
  const classify = openIntentModel(set.model ?? trainIntentModel(set))
  const vocabulary = buildVocabulary(set, cut)
  const findCorrections = buildFindCorrections(vocabulary, cut)
  const spell = buildSpellPinyin(vocabulary)
  const explain = buildExplain(set.intents, classify, cut)
  const feel = set.readEmotion ?? readEmotion

  const readPart = (text: string, entities: Entity[]) => {
    const { normalized, masked } = readText(text, entities)
    return { normalized: spell(normalized), masked: spell(masked) }
  }

  return (text, context) => {
    const written = text.slice(0, READ_LIMIT)
    const { read, entities, corrections } = mendOutsideNames(written, findCorrections(foldInPlace(written)), (mended) =>
      findEntities(mended, context.now),
    )
    const reading = readPart(read, entities)
    const whole = classify(reading, context.expects)
    const judge = (start: number, end: number) =>
      classify(readPart(read.slice(start, end), movedTo(start, end, entities))).intents
    const language = detectLanguage(reading.normalized, context.language)
    const emotion = feel(reading.normalized, written, language)
    return {
      language,
      normalized: reading.normalized,
      intents: whole.intents,
      entities,
      sentiment: sentimentOf(emotion),
      emotion,
      needs: readNeeds(reading.normalized).map(({ need }) => need),
      outOfScope: whole.outOfScope,
      segments: splitRequests(written, entities, whole.intents, judge),
      ...(context.explain && { explanation: explain(reading, corrections, whole.intents[0]?.id) }),
    }
  }
}

/** Names and places are spelt as their owners spell them. */
const SPELT = new Set(['person', 'address', 'email', 'url', 'product'])

function mendOutsideNames(
  written: string,
  found: Correction[],
  findEntities: (text: string) => Entity[],
): { read: string; entities: Entity[]; corrections: Correction[] } {
  if (found.length === 0) return { read: written, entities: findEntities(written), corrections: [] }
  const names = findEntities(written).filter(({ kind }) => SPELT.has(kind))
  const corrections = found.filter((one) => !names.some(({ start, end }) => one.start < end && start < one.end))
  const read = mend(written, corrections)
  const entities = findEntities(read).map((entity) => ({ ...entity, text: written.slice(entity.start, entity.end) }))
  return { read, entities, corrections }
}

/** The entities of a part, with offsets from its beginning. */
const movedTo = (start: number, end: number, entities: Entity[]): Entity[] =>
  within(entities, start, end).map((entity) => ({ ...entity, start: entity.start - start, end: entity.end - start }))
