/** An English word without its common endings, so that "returned" meets "return"; rough on purpose, and fast. */
export function stem(word: string): string {
  let root = word.endsWith("'s") ? word.slice(0, -2) : word
  if (root.length < 4) return root
  if (root.endsWith('ies') || root.endsWith('ied')) return `${root.slice(0, -3)}y`
  if (/(?:ss|x|ch|sh)es$/.test(root)) root = root.slice(0, -2)
  else if (root.endsWith('s') && !root.endsWith('ss')) root = root.slice(0, -1)
  if (root.length > 5 && root.endsWith('ing')) root = root.slice(0, -3)
  else if (root.length > 4 && root.endsWith('ed')) root = root.slice(0, -2)
  if (/([b-df-hj-np-tv-z])\1$/.test(root)) root = root.slice(0, -1)
  return root.endsWith('e') ? root.slice(0, -1) : root
}
