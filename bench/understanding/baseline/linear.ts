import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { buildDictionary, margins, trainLinear, vectorize } from '#understanding/train.ts'

export type Labelled = { text: string; label: string }

/** What anybody would begin with: one-vs-rest linear SVM over TF-IDF of character and word n-grams. */
export function trainBaseline(rows: Labelled[], language: 'zh' | 'en'): (text: string) => string {
  const features = language === 'zh' ? chineseOf(Jieba.withDict(dict)) : englishOf
  const labels = [...new Set(rows.map((row) => row.label))]
  const numbers = new Map(labels.map((label, i) => [label, i]))
  const documents = rows.map((row) => features(row.text))
  const dictionary = buildDictionary(documents)
  const model = trainLinear(
    documents.map((document) => vectorize(dictionary, document).vector),
    rows.map((row) => numbers.get(row.label)!),
    labels.length,
    dictionary.idf.length,
    { positiveWeight: 1 },
  )
  const out = new Float32Array(labels.length)
  return (text) => {
    margins(model, vectorize(dictionary, features(text)).vector, out)
    return labels[out.indexOf(Math.max(...out))]!
  }
}

const chineseOf = (jieba: Jieba) => (text: string) => {
  const plain = text.toLowerCase()
  return distinct([...grams('c', [...plain], 1, 3), ...grams('w', jieba.cut(plain, false), 1, 2)])
}

function englishOf(text: string): number[] {
  const words = text.toLowerCase().match(/[a-z0-9']+/g) ?? []
  return distinct([...grams('w', words, 1, 2), ...words.flatMap((word) => grams('c', [...`<${word}>`], 3, 5))])
}

function grams(kind: string, pieces: string[], least: number, most: number): string[] {
  const found: string[] = []
  for (let n = least; n <= most; n++) {
    for (let i = 0; i + n <= pieces.length; i++) found.push(`${kind}:${pieces.slice(i, i + n).join('\u0001')}`)
  }
  return found
}

/** FNV-1a of each, once. */
function distinct(texts: string[]): number[] {
  const hashes = new Set<number>()
  for (const text of texts) {
    let value = 0x811c9dc5
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
    hashes.add(value >>> 0)
  }
  return [...hashes]
}
