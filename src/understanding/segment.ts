import { foldInPlace } from '#understanding/normalize.ts'

/** A piece of a message that may be a request of its own. Offsets are in the original text. */
export type Clause = { start: number; end: number; connected: boolean }

const BREAK = /[,;。.!?\n]+\s*|\s+(?=(?:and|also|then|plus|by the way)\b)/gi
const CONNECTOR =
  /^(?:\s*)(?:另外|还有|顺便|顺带|然后|同时|再(?:帮|给|查|问|就|把|取消|退|换|开|改)|再就是|对了|以及|并且|而且还|也(?:帮|给|要|想)|and(?:\s(?:also|then|please))?\s|also[\s,]|then\s|plus\s|by the way|one more thing|oh and|besides)/i
const ONLY_CONNECTOR =
  /^\s*(?:另外|还有|顺便|然后|同时|对了|以及|and|also|then|plus|by the way|one more thing|oh and|besides)\s*$/i
const INSIDE =
  /(?<=[\u4e00-\u9fff])(?=(?:另外|顺便|顺带|还有就是|同时帮|然后(?:再|帮|给|查|改|取消|退|换|开|把)|并且帮))/g
/** A full stop inside a number, an address or an e-mail ends no clause. */
const inWord = (text: string, at: number) => /[\w]/.test(text[at - 1] ?? '') && /[\w@]/.test(text[at + 1] ?? '')

/** Cuts a message where one request may end and the next begin; `protect` are entities that stay whole. */
export function clauses(original: string, protect: { start: number; end: number }[]): Clause[] {
  const text = foldInPlace(original)
  const cuts: { end: number; next: number }[] = []
  const free = (at: number) => !protect.some(({ start, end }) => at > start && at < end)
  for (const match of text.matchAll(BREAK)) {
    const dot = match[0].startsWith('.') && inWord(text, match.index)
    if (!dot && free(match.index)) cuts.push({ end: match.index, next: match.index + match[0].length })
  }
  for (const match of text.matchAll(INSIDE)) if (free(match.index)) cuts.push({ end: match.index, next: match.index })
  cuts.sort((a, b) => a.end - b.end)
  const found: Clause[] = []
  let start = 0
  for (const cut of [...cuts, { end: text.length, next: text.length }]) {
    const clause = text.slice(start, cut.end)
    // "Also, where is …": a connector on its own belongs to what follows.
    if (ONLY_CONNECTOR.test(clause)) continue
    if (clause.trim()) found.push({ start, end: cut.end, connected: CONNECTOR.test(clause) })
    start = Math.max(start, cut.next)
  }
  return found
}

/** Says that something is wanted, so that the clause is a request and not the reason for one. */
export const asksForSomething = (clause: string): boolean =>
  /(?:我要|我想|想要|帮我|帮忙|麻烦|请|给我|能不能|可以.{0,10}吗|能.{0,10}吗|怎么|什么时候|多久|多少|哪里|到哪|查一?下|开一?下|开张|改一?下|换一?下|退一?下|吗$|呢$)|\b(?:i want|i'd like|i need|please|can you|could you|can i|how|when|where|what|help me)\b/i.test(
    clause,
  )
