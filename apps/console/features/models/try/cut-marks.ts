export type Mark = { start: number; end: number }
export type Piece<M> = { text: string; mark: M | null }

/** A text cut where its marks begin and end. Of two marks that overlap the one that begins first, or is longer, stays. */
export function cutMarks<M extends Mark>(text: string, marks: readonly M[]): Piece<M>[] {
  const pieces: Piece<M>[] = []
  let at = 0
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start < at || mark.end <= mark.start || mark.end > text.length) continue
    if (mark.start > at) pieces.push({ text: text.slice(at, mark.start), mark: null })
    pieces.push({ text: text.slice(mark.start, mark.end), mark })
    at = mark.end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), mark: null })
  return pieces
}
