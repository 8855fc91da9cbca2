import { diffArrays, diffLines, diffWordsWithSpace } from 'diff'
import type { ArticleContent, Piece, VersionDiff } from '#knowledge/workflow/contract.ts'

/** What changed from one content to another, ready to be shown. */
export function diffVersions(
  from: { number: number; content: ArticleContent },
  to: { number: number; content: ArticleContent },
): VersionDiff {
  const [a, b] = [from.content, to.content]
  return {
    from: from.number,
    to: to.number,
    title: byWords(a.title, b.title),
    body: byLines(a.body, b.body),
    questions: diffArrays(a.questions, b.questions).flatMap((part) =>
      part.value.map((text) => ({ kind: kindOf(part), text })),
    ),
    fields: FIELDS.filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field])).map((field) => ({
      field,
      from: a[field],
      to: b[field],
    })),
  }
}

const FIELDS = [
  ...(['category', 'language', 'products', 'faultCodes', 'channels'] as const),
  ...(['translationOf', 'validFrom', 'validUntil', 'departmentId'] as const),
]
const words = { zh: new Intl.Segmenter('zh', { granularity: 'word' }) }

const kindOf = (part: { added?: boolean; removed?: boolean }): Piece['kind'] =>
  part.added ? 'added' : part.removed ? 'removed' : 'same'

/** Chinese has no spaces: the segmenter tells where words end. */
const byWords = (a: string, b: string): Piece[] =>
  diffWordsWithSpace(a, b, { intlSegmenter: words.zh }).map((part) => ({ kind: kindOf(part), text: part.value }))

/** A block of removed lines followed by as many added ones is taken as lines reworded. */
function byLines(a: string, b: string): VersionDiff['body'] {
  const parts = diffLines(ended(a), ended(b)).map((part) => ({ kind: kindOf(part), lines: linesOf(part.value) }))
  const out: VersionDiff['body'] = []
  for (let i = 0; i < parts.length; i++) {
    const [part, next] = [parts[i]!, parts[i + 1]]
    if (part.kind === 'removed' && next?.kind === 'added' && next.lines.length === part.lines.length) {
      out.push(...part.lines.map((line, n) => ({ kind: 'changed' as const, pieces: byWords(line, next.lines[n]!) })))
      i++
    } else out.push(...part.lines.map((text) => ({ kind: part.kind, text })))
  }
  return out
}

const ended = (text: string) => (text.endsWith('\n') ? text : `${text}\n`)
const linesOf = (block: string) => block.replace(/\n$/, '').split('\n')
