import type { SearchMatch } from '#conversations/contract.ts'
import { textOf } from '#conversations/search-index.ts'
import { latestMatches } from '#conversations/search-queries.ts'
import { readTerms, runsOf } from '#conversations/search-terms.ts'
import type { Database } from '#platform/db/open.ts'

/** Characters shown before the first marked word, and in all. */
const LEAD = 24
const SHOWN = 140

/** For each of these conversations the latest message that holds a word of the query, with the places to mark. */
export async function findMatches(
  database: Database,
  ids: string[],
  query: string,
  fold: (text: string) => string,
): Promise<Map<string, SearchMatch>> {
  const words = readTerms(fold(query))
  if (!words.length || !ids.length) return new Map()
  const rows = await latestMatches(database, ids, words.map((word) => `(${word})`).join(' | '))
  return new Map(
    rows.map((row) => [
      row.conversation_id,
      {
        seq: row.seq,
        author: row.author_kind as SearchMatch['author'],
        internal: row.internal,
        ...snippet(textOf(row.parts), query, fold),
      },
    ]),
  )
}

/** The text around the first hit, and where the words of the query stand in it. */
export function snippet(
  text: string,
  query: string,
  fold: (text: string) => string,
): Pick<SearchMatch, 'text' | 'marks'> {
  const line = text.replace(/\s+/g, ' ')
  const marks = marksIn(line, query, fold)
  const start = Math.max(0, Math.min((marks[0]?.[0] ?? 0) - LEAD, line.length - SHOWN))
  const cut = line.slice(start, start + SHOWN)
  const lead = start > 0 ? '…' : ''
  const by = lead.length - start
  return {
    text: `${lead}${cut}${start + SHOWN < line.length ? '…' : ''}`,
    marks: marks.filter(([from, to]) => from >= start && to <= start + SHOWN).map(([from, to]) => [from + by, to + by]),
  }
}

function marksIn(line: string, query: string, fold: (text: string) => string): [number, number][] {
  const searched = fold(line).toLowerCase()
  // Some letters grow when they become small; then places no longer agree, and nothing is marked.
  if (searched.length !== line.length) return []
  const found: [number, number][] = []
  for (const run of runsOf(fold(query)))
    for (let at = searched.indexOf(run); at >= 0; at = searched.indexOf(run, at + run.length))
      found.push([at, at + run.length])
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1])
  return found.filter(([from], n) => n === 0 || from >= found[n - 1]![1])
}
