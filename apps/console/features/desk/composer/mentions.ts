type Person = { id: string; shown: string }

/** The `@word` that the caret stands in, at the start of the text or after a space. */
export function atWord(text: string, caret: number): { start: number; word: string } | null {
  const found = /(?:^|\s)@([^\s@]*)$/.exec(text.slice(0, caret))
  return found ? { start: caret - (found[1]?.length ?? 0) - 1, word: found[1] ?? '' } : null
}

export function findPeople<T extends Person>(people: readonly T[], word: string): T[] {
  const wanted = word.toLowerCase()
  return people.filter(({ shown }) => shown.toLowerCase().includes(wanted)).slice(0, 8)
}

/** Those whose whole name stands behind an @ in the text; of two names the longer one counts. */
export function mentionedIn(text: string, people: readonly Person[]): string[] {
  const longestFirst = people.toSorted((a, b) => b.shown.length - a.shown.length)
  const found = new Set<string>()
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const rest = text.slice(at + 1)
    const person = longestFirst.find(({ shown }) => rest.startsWith(shown))
    if (person) found.add(person.id)
  }
  return [...found]
}
