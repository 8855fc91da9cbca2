import type { Entity } from '#understanding/contract.ts'

/** A find before its text is cut out of the original. */
export type Found = Omit<Entity, 'text' | 'kind'> & { kind: string }

/** Looks through folded text (same offsets as the original, see `foldInPlace`). `now` anchors relative dates. */
export type Find = (folded: string, now: Date) => Found[]

/** A global pattern, the kind it finds, and how its value is read; null when the match is not one after all. */
export type Pattern = [
  pattern: RegExp,
  kind: string,
  read: (match: RegExpExecArray, now: Date, folded: string) => string | null,
]

/** All matches of the patterns, which are compiled once: most messages contain none, and each is asked of every one. */
export function finder(patterns: Pattern[]): Find {
  return (folded, now) => {
    const found: Found[] = []
    for (const [pattern, kind, read] of patterns) {
      pattern.lastIndex = 0
      for (let match = pattern.exec(folded); match; match = pattern.exec(folded)) {
        const after = pattern.lastIndex
        addFound(found, kind, match, read(match, now, folded))
        // `read` may use patterns of its own; an empty match would be found for ever.
        pattern.lastIndex = match[0] ? after : after + 1
      }
    }
    return found
  }
}

function addFound(found: Found[], kind: string, match: RegExpExecArray, value: string | null): void {
  if (value === null) return
  // A named group `v` narrows the find to the part that carries the value.
  const inner = match.groups?.v
  const text = inner ?? match[0]
  const from = match.index + (inner === undefined ? 0 : match[0].indexOf(inner))
  // Spaces at the edges helped to match but are no part of it.
  const start = from + text.length - text.trimStart().length
  found.push({ kind, value, start, end: from + text.trimEnd().length })
}
