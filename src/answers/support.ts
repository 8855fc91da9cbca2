/** How much of a sentence stands in the sources, 0…1: pairs of Chinese characters, and beginnings of longer words. */
export function supportOf(sentence: string, known: ReadonlySet<string>): number {
  const parts = featuresOf(sentence)
  if (parts.size === 0) return 1
  return [...parts].filter((part) => known.has(part)).length / parts.size
}

export function featuresOf(text: string): Set<string> {
  const features = new Set<string>()
  const plain = text.normalize('NFKC').toLowerCase()
  for (const [run] of plain.matchAll(/\p{Script=Han}+/gu)) {
    const signs = [...run]
    for (let at = 1; at < signs.length; at++) features.add(signs[at - 1]! + signs[at]!)
  }
  for (const [word] of plain.matchAll(/[a-z]{4,}/g)) if (!COMMON.has(word)) features.add(word.slice(0, 5))
  return features
}

const COMMON = new Set(
  'this that with from have will your you they them then than when what which also into only'.split(' '),
)

/** Sentences with what ends them. */
export const sentencesOf = (text: string): string[] =>
  (text.match(/[^。！？!?\n]+(?:[。！？!?]+(?:\s*[[【［]\d+[\]】］])*|\n+|$)/g) ?? []).flatMap(splitEnglish)

/** A full stop ends a sentence when a space and a capital or a citation follow; not in `1.5` or `E.102`. */
const splitEnglish = (text: string): string[] => text.split(/(?<=[a-z\])]\.(?:\s*\[\d+\])*)\s+(?=[A-Z⟦])/)
