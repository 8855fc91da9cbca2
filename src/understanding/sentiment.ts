import type { Understanding } from '#understanding/contract.ts'
import { NEGATIVE, POSITIVE } from '#understanding/sentiment-words.ts'

const NOT_ZH = /(?:不|没|没有|无|别|未|不太|不是很|不怎么|一点也不|并不)$/
const VERY_ZH = /(?:太|很|非常|特别|超级?|极其|十分|真|真的|实在|相当|好|最|老是|一直|总是)$/
const NOT_EN = /(?:\bnot|n't|\bno|\bnever|\bhardly|\bwithout)(?:\s(?:very|really|that|so|too|a|any))?\s$/
const VERY_EN = /\b(?:very|so|really|extremely|absolutely|totally|too|most|such a)\s$/

type Word = { word: string; weight: number }
const LEXICON = byFirst([...weighted(POSITIVE, 1), ...weighted(NEGATIVE, -1)])

/** Sentiment by words, negation and intensifiers; `score` is −1…1. */
export function readSentiment(normalized: string): Understanding['sentiment'] {
  let sum = 0
  for (let i = 0; i < normalized.length; i++) {
    const hit = LEXICON.get(normalized[i]!)?.find(
      ({ word }) => normalized.startsWith(word, i) && standsAlone(normalized, i, word),
    )
    if (!hit) continue
    const before = normalized.slice(Math.max(0, i - 16), i)
    const negated = NOT_ZH.test(before) || NOT_EN.test(before)
    const stressed = VERY_ZH.test(before) || VERY_EN.test(before)
    sum += hit.weight * (negated ? (hit.weight > 0 ? -0.8 : -0.3) : 1) * (stressed ? 1.5 : 1)
    i += hit.word.length - 1
  }
  // An exclamation stresses what is felt; "??" after a complaint does too.
  if (sum && /!|\?\s*$/.test(normalized) && sum < 0) sum *= 1.2
  const score = Math.round(Math.tanh(sum / 2) * 100) / 100
  return { label: score > 0.2 ? 'positive' : score < -0.2 ? 'negative' : 'neutral', score }
}

function standsAlone(text: string, at: number, word: string): boolean {
  if (!/^[a-z]/.test(word)) return true
  return !/[a-z]/.test(text[at - 1] ?? '') && !/[a-z]/.test(text[at + word.length] ?? '')
}

function weighted(groups: Record<string, string>, sign: number): Word[] {
  return Object.entries(groups).flatMap(([weight, words]) =>
    words.split('|').map((word) => ({ word: word.trim(), weight: sign * Number(weight) })),
  )
}

function byFirst(words: Word[]): Map<string, Word[]> {
  const map = new Map<string, Word[]>()
  for (const entry of words.sort((a, b) => b.word.length - a.word.length)) {
    const list = map.get(entry.word[0]!) ?? []
    list.push(entry)
    map.set(entry.word[0]!, list)
  }
  return map
}
