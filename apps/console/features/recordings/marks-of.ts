/** Where a search text stands in another, whatever the case: pairs of from and to. */
export function marksOf(text: string, searched: string): [number, number][] {
  const [all, one] = [text.toLowerCase(), searched.trim().toLowerCase()]
  const found: [number, number][] = []
  if (!one || all.length !== text.length) return found
  for (let at = all.indexOf(one); at >= 0; at = all.indexOf(one, at + one.length)) found.push([at, at + one.length])
  return found
}
