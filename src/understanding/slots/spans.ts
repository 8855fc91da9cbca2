/** A piece of a text that fills a slot; `start` and `end` count tokens, the end is outside. */
export type Span = { slot: string; start: number; end: number }

/** Words, numbers and single marks; every Han character is a token of its own. */
export const tokensOf = (text: string): string[] =>
  text.toLowerCase().match(/[a-z]+(?:'[a-z]+)?|\d+|[^\sa-z\d]/gu) ?? []

/** Where the values of the slots stand; a value that is not in the text is left out. Longer values go first. */
export function locate(tokens: string[], slots: Iterable<readonly [string, string]>): Span[] {
  const found: Span[] = []
  const wanted = [...slots].map(([slot, value]) => ({ slot, value: tokensOf(String(value)) }))
  for (const { slot, value } of wanted.sort((a, b) => b.value.length - a.value.length)) {
    for (let i = 0; value.length > 0 && i + value.length <= tokens.length; i++) {
      const taken = found.some((span) => i < span.end && span.start < i + value.length)
      if (taken || !value.every((token, k) => tokens[i + k] === token)) continue
      found.push({ slot, start: i, end: i + value.length })
      break
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** B- and I- for the first and further tokens of a span, O outside. */
export function toTags(length: number, spans: Span[]): string[] {
  const tags = Array.from({ length }, () => 'O')
  for (const { slot, start, end } of spans) {
    for (let i = start; i < end; i++) tags[i] = `${i === start ? 'B' : 'I'}-${slot}`
  }
  return tags
}

export function fromTags(tags: string[]): Span[] {
  const spans: Span[] = []
  for (const [i, tag] of tags.entries()) {
    const slot = tag.slice(2)
    const last = spans.at(-1)
    if (tag === 'O') continue
    if (tag.startsWith('I') && last?.end === i && last.slot === slot) last.end = i + 1
    else spans.push({ slot, start: i, end: i + 1 })
  }
  return spans
}
