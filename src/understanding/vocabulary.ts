import type { IntentExamples, Term } from '#understanding/contract.ts'
import { normalize } from '#understanding/normalize.ts'
import { syllables } from '#understanding/pinyin.ts'
import type { CutWords } from '#understanding/words.ts'

export type VocabularySource = { intents: IntentExamples[]; terms: Term[]; questions?: string[] }

/** The words of the business: how often each is used, and which is meant by a sequence of syllables. */
export type Vocabulary = {
  counts: ReadonlyMap<string, number>
  /** Keyed by syllables with spaces between them; the commonest word of two to four characters. */
  bySyllables: ReadonlyMap<string, string>
  /** Every pair of neighbours that the business itself writes. */
  pairs: ReadonlySet<string>
  /** Latin words of the business. */
  latin: ReadonlySet<string>
}

const HAN_WORD = /^[\u4e00-\u9fff]{2,4}$/

export function buildVocabulary(source: VocabularySource, cut: CutWords): Vocabulary {
  const counts = new Map<string, number>()
  const pairs = new Set<string>()
  const latin = new Set<string>()
  const count = (word: string, by: number) => {
    if (HAN_WORD.test(word)) counts.set(word, (counts.get(word) ?? 0) + by)
  }
  const texts = [
    ...source.intents.flatMap(({ examples }) => [...examples.zh, ...examples.en]),
    ...(source.questions ?? []),
  ]
  for (const text of texts.map(normalize)) {
    for (const word of text.match(/[a-z]{2,}/g) ?? []) latin.add(word)
    if (!/[\u4e00-\u9fff]/.test(text)) continue
    for (const word of cut(text)) count(word, 1)
    for (let i = 0; i + 1 < text.length; i++) pairs.add(text.slice(i, i + 2))
  }
  for (const { term, synonyms } of source.terms) {
    const name = normalize(term)
    const sound = key(name)
    count(name, TERM_WEIGHT)
    // A synonym that sounds like its term is a typing error that somebody wrote down, and no word to mend to.
    for (const synonym of synonyms.map(normalize)) if (key(synonym) !== sound) count(synonym, 2)
  }
  return { counts, bySyllables: bySound(counts), pairs, latin }
}

/** A term counts like this many uses. */
const TERM_WEIGHT = 5

const key = (word: string) => syllables(word).join(' ')

function bySound(counts: Map<string, number>): Map<string, string> {
  const best = new Map<string, string>()
  for (const [word, uses] of counts) {
    const sound = key(word)
    const other = best.get(sound)
    if (!other || uses > counts.get(other)!) best.set(sound, word)
  }
  return best
}
