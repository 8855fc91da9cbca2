import type { Term } from '#understanding/contract.ts'

/** Replaces every synonym in normalised text by the term the articles and examples use. */
export type UseTerms = (normalized: string) => string

/** The longest synonym wins; Latin ones count as whole words only. */
export function buildUseTerms(terms: Term[], normalize: (text: string) => string): UseTerms {
  const replacement = new Map<string, string>()
  const kept = new Set(terms.map(({ term }) => normalize(term)))
  for (const { term, synonyms } of terms) {
    for (const synonym of synonyms.map(normalize)) {
      if (synonym && !kept.has(synonym) && !replacement.has(synonym)) replacement.set(synonym, normalize(term))
    }
  }
  // The terms themselves stand in the list too, so that a synonym inside a term ("水壶" in "电水壶") is left alone.
  for (const term of kept) replacement.set(term, term)
  const byFirst = new Map<string, string[]>()
  for (const word of replacement.keys()) byFirst.set(word[0]!, [...(byFirst.get(word[0]!) ?? []), word])
  for (const words of byFirst.values()) words.sort((a, b) => b.length - a.length)

  return (text) => {
    let result = ''
    let copied = 0
    for (let i = 0; i < text.length; i++) {
      const word = byFirst
        .get(text[i]!)
        ?.find((candidate) => text.startsWith(candidate, i) && standsAlone(text, i, candidate))
      if (!word) continue
      result += text.slice(copied, i) + replacement.get(word)
      i += word.length - 1
      copied = i + 1
    }
    return copied ? result + text.slice(copied) : text
  }
}

const LATIN = /[a-z0-9]/

/** A plural s belongs to the word. */
export function standsAlone(text: string, at: number, word: string): boolean {
  if (LATIN.test(word[0]!) && at > 0 && LATIN.test(text[at - 1]!)) return false
  if (!LATIN.test(word.at(-1)!)) return true
  return !/^(?:[a-rt-z0-9]|s[a-z0-9])/.test(text.slice(at + word.length, at + word.length + 2))
}
