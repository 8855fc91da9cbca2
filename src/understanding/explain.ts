import type { Classify } from '#understanding/classify.ts'
import type { Correction, Explanation, IntentExamples } from '#understanding/contract.ts'
import { readNeeds } from '#understanding/needs.ts'
import { normalize } from '#understanding/normalize.ts'
import type { Reading } from '#understanding/reading.ts'
import type { CutWords } from '#understanding/words.ts'

export type Explain = (reading: Reading, corrections: Correction[], best: string | undefined) => Explanation

/** Says what decided, by asking the classifier again without each word; nothing of it is prepared before it is asked. */
export function buildExplain(intents: IntentExamples[], classify: Classify, cut: CutWords): Explain {
  let examples: Example[] | null = null
  return (reading, corrections, best) => {
    examples ??= readExamples(intents)
    return {
      words: best ? weighWords(reading, best, classify, cut) : [],
      rules: rulesOf(intents, reading.normalized),
      nearest: nearestOf(examples, reading.normalized),
      corrections,
      needs: readNeeds(reading.normalized),
    }
  }
}

/** Longer texts are explained by their first words. */
const MOST_WORDS = 40

function weighWords(reading: Reading, best: string, classify: Classify, cut: CutWords): Explanation['words'] {
  const confidence = (text: string) =>
    classify({ normalized: text, masked: text }).intents.find(({ id }) => id === best)?.confidence ?? 0
  const pieces = piecesOf(reading.masked, cut)
  const whole = confidence(reading.masked)
  return pieces
    .map((text, i) => ({ text, without: pieces.filter((_, j) => j !== i).join('') }))
    .filter(({ text }) => /[\p{L}\p{N}}]/u.test(text))
    .slice(0, MOST_WORDS)
    .map(({ text, without }) => ({ text, weight: Math.round((whole - confidence(without)) * 1000) / 1000 }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 12)
}

/** Words; a placeholder is one. */
const piecesOf = (masked: string, cut: CutWords): string[] =>
  masked.split(/(\{[a-z_]+\})/).flatMap((part) => (part.startsWith('{') ? [part] : cut(part)))

function rulesOf(intents: IntentExamples[], text: string): Explanation['rules'] {
  const found: Explanation['rules'] = []
  for (const { id, keywords, patterns } of intents) {
    for (const keyword of [...keywords.zh, ...keywords.en].map(normalize)) {
      if (keyword && text.includes(keyword)) found.push({ intent: id, kind: 'keyword', text: keyword })
    }
    for (const source of patterns) {
      const match = new RegExp(source, 'iu').exec(text.slice(0, 300))
      if (match) found.push({ intent: id, kind: 'pattern', text: match[0] })
    }
  }
  return found.slice(0, 20)
}

type Example = { intent: string; text: string; pairs: Set<string> }

const readExamples = (intents: IntentExamples[]): Example[] =>
  intents.flatMap(({ id, examples }) =>
    [...examples.zh, ...examples.en].map((text) => ({ intent: id, text, pairs: pairsOf(normalize(text)) })),
  )

/** By shared pairs of neighbours (Dice), which a reader can follow. */
function nearestOf(examples: Example[], text: string): Explanation['nearest'] {
  const own = pairsOf(text)
  let best: Explanation['nearest'] = null
  for (const { intent, text: example, pairs } of examples) {
    let both = 0
    for (const pair of own) if (pairs.has(pair)) both++
    const similarity = Math.round((2000 * both) / (own.size + pairs.size)) / 1000
    if (similarity > (best?.similarity ?? 0)) best = { intent, text: example, similarity }
  }
  return best
}

function pairsOf(text: string): Set<string> {
  const padded = `^${text}$`
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < padded.length; i++) pairs.add(padded.slice(i, i + 2))
  return pairs
}
