/** Where a rule is asked: what stands before and behind the match, as written. */
export type Around = { before: string; after: string }

/** Says what its pattern matched, or null when it is something else after all. Patterns are sticky. */
export type Rule = { pattern: RegExp; say: (match: RegExpExecArray, around: Around) => string | null }

/** `start`: characters a rule may begin with. `signs`: what single signs are called between words. */
export type Rules = { start: RegExp; rules: readonly Rule[]; signs: Readonly<Record<string, string>> }

/** How much of the text beside a match a rule may look at. */
const SIGHT = 16
const LETTER = /[A-Za-z]/

/** Reads a text from left to right; the first rule that knows what stands here says it, and nothing is read twice. */
export function scan(text: string, { start, rules, signs }: Rules): string {
  let out = ''
  for (let at = 0; at < text.length; ) {
    const found = start.test(text[at]!) ? firstMatch(text, at, rules) : null
    if (found) {
      out += found.said
      at += found.length
      continue
    }
    const word = LETTER.test(text[at]!) ? /^[A-Za-z]+/.exec(text.slice(at, at + 100))![0] : text[at]!
    out += signs[word] ?? word
    at += word.length
  }
  return out
}

function firstMatch(text: string, at: number, rules: readonly Rule[]): { said: string; length: number } | null {
  for (const { pattern, say } of rules) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match?.[0]) continue
    const end = at + match[0].length
    const said = say(match, { before: text.slice(Math.max(0, at - SIGHT), at), after: text.slice(end, end + SIGHT) })
    if (said !== null) return { said, length: match[0].length }
  }
  return null
}
