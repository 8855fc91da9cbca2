import type { CannedReply } from '../../../../../src/desk/contract.ts'

/** The `/word` that the caret stands in, at the start of the text or after a space. */
export function slashWord(text: string, caret: number): { start: number; word: string } | null {
  const found = /(?:^|\s)\/([^\s/]*)$/.exec(text.slice(0, caret))
  return found ? { start: caret - (found[1]?.length ?? 0) - 1, word: found[1] ?? '' } : null
}

/** Those that fit the word: short name first, then title, then body; the customer's language before the other. */
export function findReplies(replies: readonly CannedReply[], word: string, language: 'zh' | 'en'): CannedReply[] {
  const wanted = word.toLowerCase()
  const rank = (reply: CannedReply) => {
    if (reply.shortcut.toLowerCase().startsWith(wanted)) return 0
    if (reply.title.toLowerCase().includes(wanted)) return 1
    return reply.body.toLowerCase().includes(wanted) ? 2 : 3
  }
  return replies
    .filter((reply) => rank(reply) < 3)
    .toSorted(
      (a, b) =>
        Number(a.language !== language) - Number(b.language !== language) ||
        rank(a) - rank(b) ||
        a.shortcut.localeCompare(b.shortcut),
    )
    .slice(0, 8)
}
