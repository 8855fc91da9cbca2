import type { Entity } from '#understanding/contract.ts'

/** A find before its text is cut out of the original. */
export type Found = Omit<Entity, 'text' | 'kind'> & { kind: string }

/** Looks through folded text (same offsets as the original, see `foldInPlace`). `now` anchors relative dates. */
export type Find = (folded: string, now: Date) => Found[]

/** All matches of a global pattern; `read` gives the value, or null when the match is not one after all. */
export function matches(
  folded: string,
  pattern: RegExp,
  kind: string,
  read: (match: RegExpExecArray) => string | null,
): Found[] {
  const found: Found[] = []
  for (const match of folded.matchAll(pattern)) {
    const value = read(match)
    // A named group `v` narrows the find to the part that carries the value.
    const inner = match.groups?.v
    if (value === null) continue
    const text = inner ?? match[0]
    const from = match.index + (inner === undefined ? 0 : match[0].indexOf(inner))
    // Spaces at the edges helped to match but are no part of it.
    const start = from + text.length - text.trimStart().length
    found.push({ kind, value, start, end: from + text.trimEnd().length })
  }
  return found
}
