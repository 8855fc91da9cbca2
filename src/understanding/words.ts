import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

/** Cuts normalised text into words. */
export type CutWords = (text: string) => string[]

let shared: Jieba | null = null

/** The segmenter with its dictionary (5 MB, 0.2 s), loaded once per process on first use. `own` are words of the business. */
export function openWords(own: string[] = []): CutWords {
  shared ??= Jieba.withDict(dict)
  const jieba = shared
  const lines = own.filter((word) => /^\p{Script=Han}{2,8}$/u.test(word)).map((word) => `${word} 1000 n`)
  if (lines.length) jieba.loadDict(Buffer.from(`${lines.join('\n')}\n`))
  return (text) => jieba.cut(text.toWellFormed(), false)
}
