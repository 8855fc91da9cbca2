import type { EmotionLabel } from '#understanding/emotion/labels.ts'
import type { Lexicon, Topic } from '#understanding/emotion/load-lexicon.ts'
import { type CutWords, openWords } from '#understanding/words.ts'

/** A word that carries a feeling, where it stands. */
export type Hit = { start: number; end: number; label: EmotionLabel; strength: number; topic: Topic | null }

const LETTER = /[a-z0-9']/

/** Longest matches from left to right; words of the label neutral only keep shorter ones from matching. */
export function findWords(lexicon: Lexicon, text: string): Hit[] {
  const splits = splitter(lexicon, text)
  const hits: Hit[] = []
  for (let i = 0; i < text.length; ) {
    const found = at(lexicon, text, i, splits)
    if (found) {
      if (found.label !== 'neutral') hits.push(found)
      i = found.end
    } else i++
  }
  for (const hit of ofAspects(lexicon, text)) {
    // What the pattern knows of the opinion's object is worth more than the word alone.
    const same = hits.findIndex(({ start, end }) => start < hit.end && hit.start < end)
    if (same < 0) hits.push(hit)
    else if (hits[same]!.end - hits[same]!.start <= hit.end - hit.start) hits[same] = hit
  }
  return hits.sort((a, b) => a.start - b.start)
}

type Splits = (start: number, end: number) => boolean

function at(lexicon: Lexicon, text: string, i: number, splits: Splits): Hit | null {
  const pair = text.slice(i, i + 2)
  for (const key of [pair, text[i]!]) {
    for (const { word, label, strength, spaced, topic } of lexicon.words.get(key) ?? []) {
      if (!text.startsWith(word, i)) continue
      const end = i + word.length
      if (spaced && (LETTER.test(text[i - 1] ?? '') || LETTER.test(text[end] ?? ''))) continue
      // Longer matches are hardly ever an accident.
      if (word.length <= 2 && label !== 'neutral' && splits(i, end)) continue
      return { start: i, end, label, strength, topic }
    }
    if (pair.length < 2) break
  }
  return null
}

const HAN = /\p{Script=Han}/u
let cut: CutWords | null = null

/**
 * Whether a match begins or ends inside a word that says nothing of feeling: 气炸 in 空气炸锅, 妈的 in 妈妈的, 无理 in
 * 无理由. Where both are words of the lexicon (很好|用) the match stands. The text is cut when it is first asked for.
 */
function splitter(lexicon: Lexicon, text: string): Splits {
  let edges: Uint8Array | null = null
  return (start, end) => {
    if (!HAN.test(text[start]!)) return false
    edges ??= insides(lexicon, text)
    return edges[start] === 1 || edges[end] === 1
  }
}

/** 1 at every place that is inside such a word. */
function insides(lexicon: Lexicon, text: string): Uint8Array {
  const inside = new Uint8Array(text.length + 1)
  cut ??= openWords()
  let from = 0
  for (const word of cut(text)) {
    if (word.length > 1 && !knows(lexicon, word)) inside.fill(1, from + 1, from + word.length)
    from += word.length
  }
  return inside
}

const knows = (lexicon: Lexicon, word: string): boolean =>
  lexicon.words.get(word.slice(0, 2))?.some((known) => known.word === word) ?? false

function ofAspects(lexicon: Lexicon, text: string): Hit[] {
  const hits: Hit[] = []
  for (const { pattern, positive } of lexicon.aspects) {
    for (const match of text.matchAll(pattern)) {
      const opinion = match[1]!
      const end = match.index + match[0].length
      const start = end - opinion.length
      hits.push({ start, end, label: positive.has(opinion) ? 'joy' : 'dissatisfaction', strength: 2, topic: null })
    }
  }
  return hits
}
