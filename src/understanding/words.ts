import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import type { Term } from '#understanding/contract.ts'

/** Cuts normalised text into words. */
export type CutWords = (text: string) => string[]

/**
 * A segmenter with its dictionary and the words of the business. It takes 45 MB and a tenth of a second, so whoever has
 * the same words shares one. None is given words later: that would change how a text is cut that was indexed before.
 */
export function openWords(terms: Term[] = []): CutWords {
  const own = new Set(terms.flatMap(({ term, synonyms }) => [term, ...synonyms]).filter(isChineseWord))
  const lines = [...own]
    .sort()
    .map((word) => `${word} 1000 n\n`)
    .join('')
  const known = opened.get(lines)?.deref()
  if (known) return cutBy(known)
  const jieba = Jieba.withDict(dict)
  if (lines) jieba.loadDict(Buffer.from(lines))
  opened.set(lines, new WeakRef(jieba))
  for (const [key, one] of opened) if (!one.deref()) opened.delete(key)
  return cutBy(jieba)
}

const opened = new Map<string, WeakRef<Jieba>>()
const isChineseWord = (word: string) => /^\p{Script=Han}{2,8}$/u.test(word)

const cutBy =
  (jieba: Jieba): CutWords =>
  (text) =>
    jieba.cut(text.toWellFormed(), false)
