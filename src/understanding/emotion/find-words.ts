import type { EmotionLabel } from '#understanding/emotion/labels.ts'
import type { Lexicon } from '#understanding/emotion/load-lexicon.ts'

/** A word that carries a feeling, where it stands. */
export type Hit = { start: number; end: number; label: EmotionLabel; strength: number }

const LETTER = /[a-z0-9']/

/** Longest matches from left to right; words of the label neutral only keep shorter ones from matching. */
export function findWords(lexicon: Lexicon, text: string): Hit[] {
  const hits: Hit[] = []
  for (let i = 0; i < text.length; ) {
    const found = at(lexicon, text, i)
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

function at(lexicon: Lexicon, text: string, i: number): Hit | null {
  const pair = text.slice(i, i + 2)
  for (const key of [pair, text[i]!]) {
    for (const { word, label, strength, latin } of lexicon.words.get(key) ?? []) {
      if (!text.startsWith(word, i)) continue
      if (latin && (LETTER.test(text[i - 1] ?? '') || LETTER.test(text[i + word.length] ?? ''))) continue
      return { start: i, end: i + word.length, label, strength }
    }
    if (pair.length < 2) break
  }
  return null
}

function ofAspects(lexicon: Lexicon, text: string): Hit[] {
  const hits: Hit[] = []
  for (const { pattern, positive } of lexicon.aspects) {
    for (const match of text.matchAll(pattern)) {
      const opinion = match[1]!
      const end = match.index + match[0].length
      const start = end - opinion.length
      hits.push({ start, end, label: positive.has(opinion) ? 'joy' : 'dissatisfaction', strength: 2 })
    }
  }
  return hits
}
