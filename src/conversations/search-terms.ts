/** Longest word that is kept; nobody looks for more of it. */
const MAX_WORD = 64
/** Words of a query beyond these are not looked for. */
const MAX_WORDS = 6
/** People name the last digits of a long number. */
const TAIL = 4

const HAN = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}'
const RUN = new RegExp(`[${HAN}]+|[[\\p{L}\\p{N}\\p{M}]--[${HAN}]]+`, 'gv')
const IDEOGRAPH = new RegExp(`^[${HAN}]`, 'u')

/**
 * What a text is found by: pairs of neighbouring characters where words are not set apart, whole words elsewhere, and
 * the last digits of long numbers. Reading a query gives the same pairs, so any part of a sentence finds it.
 */
export function searchTerms(text: string): string[] {
  const terms = new Set<string>()
  for (const run of runsOf(text)) {
    if (!IDEOGRAPH.test(run)) {
      terms.add(run.slice(0, MAX_WORD))
      if (/^\d+$/.test(run) && run.length > TAIL) terms.add(run.slice(-TAIL))
      continue
    }
    const characters = [...run]
    // The last one begins no pair, and must be found when it is looked for alone.
    for (const [at, character] of characters.entries()) terms.add(character + (characters[at + 1] ?? ''))
  }
  return [...terms]
}

/** A query as one `tsquery` for each word that must be there, each in whichever message. Empty when it holds no word. */
export function readTerms(query: string): string[] {
  return runsOf(query)
    .slice(0, MAX_WORDS)
    .map((run) => {
      if (!IDEOGRAPH.test(run)) return `${quoted(run.slice(0, MAX_WORD))}:*`
      const characters = [...run].slice(0, MAX_WORD)
      if (characters.length === 1) return `${quoted(characters[0]!)}:*`
      return characters
        .slice(0, -1)
        .map((character, at) => quoted(character + characters[at + 1]!))
        .join(' & ')
    })
}

/** The stretches of a query to mark in a text that it found. */
export const runsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(RUN) ?? []

const quoted = (term: string) => `'${term}'`
