/** How a BERT vocabulary cuts a text: words and signs, then the longest known pieces of each word. */
export type Vocabulary = {
  ids: Map<string, number>
  unknown: number
  begin: number
  end: number
  padding: number
  lowercase: boolean
  stripAccents: boolean
  /** What a piece inside a word starts with. */
  continuing: string
}

/** Longer words are unknown as a whole. */
const LONGEST_WORD = 100

/** Numbers of the pieces with the begin and end signs around, at most `most` in all. */
export function wordPieces(text: string, vocabulary: Vocabulary, most: number): number[] {
  const pieces: number[] = [vocabulary.begin]
  for (const word of wordsOf(text, vocabulary)) {
    if (pieces.length >= most - 1) break
    pieces.push(...piecesOf(word, vocabulary))
  }
  return [...pieces.slice(0, most - 1), vocabulary.end]
}

/** Han characters and signs stand alone; control characters go. */
function wordsOf(text: string, { lowercase, stripAccents }: Vocabulary): string[] {
  let plain = text.replace(/[\p{Cc}\p{Cf}\ufffd]/gu, (char) => (/\s/.test(char) ? ' ' : ''))
  if (lowercase) plain = plain.toLowerCase()
  if (stripAccents) plain = plain.normalize('NFD').replace(/\p{Mn}/gu, '')
  return plain.match(/\p{Script=Han}|[\p{P}$+<=>^`|~]|(?:(?!\p{Script=Han})[^\s\p{P}$+<=>^`|~])+/gu) ?? []
}

function piecesOf(word: string, { ids, unknown, continuing }: Vocabulary): number[] {
  const characters = Array.from(word)
  if (characters.length > LONGEST_WORD) return [unknown]
  const pieces: number[] = []
  for (let from = 0; from < characters.length; ) {
    let to = characters.length
    let id: number | undefined
    for (; to > from; to--) {
      id = ids.get((from > 0 ? continuing : '') + characters.slice(from, to).join(''))
      if (id !== undefined) break
    }
    if (id === undefined) return [unknown]
    pieces.push(id)
    from = to
  }
  return pieces
}
