import type { Term } from '#understanding/contract.ts'
import type { Find } from '#understanding/entities/found.ts'
import { standsAlone } from '#understanding/terms.ts'

/** Products by the names of the terms list; the longest name wins ("除湿机" is not "湿机"). */
export function buildFindProducts(terms: Term[], normalize: (text: string) => string): Find {
  const names = new Map<string, string>()
  for (const { term, synonyms, productId } of terms) {
    if (productId) for (const word of [term, ...synonyms]) names.set(normalize(word), productId)
  }
  names.delete('')
  const byFirst = new Map<string, string[]>()
  for (const name of names.keys()) byFirst.set(name[0]!, [...(byFirst.get(name[0]!) ?? []), name])
  for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length)
  return (folded) => {
    const text = folded.toLowerCase()
    const found: ReturnType<Find> = []
    for (let i = 0; i < text.length; i++) {
      const name = byFirst
        .get(text[i]!)
        ?.find((candidate) => text.startsWith(candidate, i) && standsAlone(text, i, candidate))
      if (!name) continue
      const plural = /^[a-z]/.test(name) && text[i + name.length] === 's' ? 1 : 0
      found.push({ kind: 'product', value: names.get(name)!, start: i, end: i + name.length + plural })
      i += name.length - 1
    }
    return found
  }
}
