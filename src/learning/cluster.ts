import { hashText } from '#platform/hash-text.ts'
import { normalize } from '#understanding/normalize.ts'
import { syllables } from '#understanding/pinyin.ts'

/** Groups of texts that say about the same, built one text after the other. */
export type Clusters = {
  /** Puts a text where it is known to belong. */
  place(id: string, text: string, cluster: string): void
  /** Finds the cluster of a text; a new one is named after it. */
  assign(id: string, text: string): string
  /** Texts most like this one, best first, with their likeness 0…1. */
  nearest(text: string, limit: number): { id: string; cluster: string; likeness: number }[]
}

/** As alike as this to one of a cluster, and at least a little to the one that founded it. */
const ALIKE = 0.5
const ALIKE_FOUNDER = 0.25
/** A feature in more texts than this says little and costs much. */
const COMMON = 1500

type Vector = Map<number, number>
type Item = { id: string; cluster: string; vector: Vector; founder: Vector }

/**
 * Clusters by the cosine of rare features: characters and pairs of them, pinyin pairs (so that a homophone error does
 * not part what belongs together) and Latin words. Ten thousand short texts take about a second.
 */
export function openClusters(expected: string[] = []): Clusters {
  const items: Item[] = []
  const postings = new Map<number, number[]>()
  const founders = new Map<string, Vector>()
  const seen = new Map<number, number>()
  let texts = 0
  const count = (features: Set<number>) => {
    texts++
    for (const feature of features) seen.set(feature, (seen.get(feature) ?? 0) + 1)
  }
  for (const text of expected) count(featuresOf(text))
  const counted = expected.length > 0

  const vectorOf = (features: Set<number>): Vector => {
    const vector: Vector = new Map()
    let squares = 0
    for (const feature of features) {
      const weight = Math.log(1 + (texts + 1) / ((seen.get(feature) ?? 0) + 0.5))
      vector.set(feature, weight)
      squares += weight * weight
    }
    const scale = squares ? 1 / Math.sqrt(squares) : 0
    for (const [feature, weight] of vector) vector.set(feature, weight * scale)
    return vector
  }
  const add = (id: string, vector: Vector, cluster: string) => {
    const founder = founders.get(cluster) ?? vector
    founders.set(cluster, founder)
    for (const feature of vector.keys()) {
      const list = postings.get(feature)
      if (list) list.push(items.length)
      else postings.set(feature, [items.length])
    }
    items.push({ id, cluster, vector, founder })
  }
  const alike = (vector: Vector): Map<number, number> => {
    const sums = new Map<number, number>()
    for (const [feature, weight] of vector) {
      const list = postings.get(feature)
      if (!list || list.length > COMMON) continue
      for (const i of list) sums.set(i, (sums.get(i) ?? 0) + weight * items[i]!.vector.get(feature)!)
    }
    return sums
  }
  const read = (text: string) => {
    const features = featuresOf(text)
    if (!counted) count(features)
    return vectorOf(features)
  }

  return {
    place: (id, text, cluster) => add(id, read(text), cluster),
    assign(id, text) {
      const vector = read(text)
      let best: { item: Item; likeness: number } | null = null
      for (const [i, likeness] of alike(vector))
        if (likeness >= ALIKE && likeness > (best?.likeness ?? 0) && dot(vector, items[i]!.founder) >= ALIKE_FOUNDER)
          best = { item: items[i]!, likeness }
      const cluster = best?.item.cluster ?? id
      add(id, vector, cluster)
      return cluster
    },
    nearest(text, limit) {
      const vector = vectorOf(featuresOf(text))
      return [...alike(vector)]
        .sort((a, b) => b[1] - a[1])
        .slice(0, limit)
        .map(([i, likeness]) => ({ id: items[i]!.id, cluster: items[i]!.cluster, likeness: Math.min(1, likeness) }))
    },
  }
}

function featuresOf(text: string): Set<number> {
  const features = new Set<number>()
  for (const piece of normalize(text).match(/[\p{Script=Han}]+|\{[a-z_]+\}|[a-z]+|\d+/gu) ?? []) {
    if (/^[a-z{\d]/.test(piece)) {
      features.add(hashText(`l${piece.length > 4 ? piece.replace(/(?:ing|ed|es|s)$/, '') : piece}`))
      continue
    }
    const sounds = syllables(piece)
    for (let i = 0; i < piece.length; i++) {
      features.add(hashText(`c${piece[i]}`))
      if (i + 1 < piece.length) {
        features.add(hashText(`c${piece[i]}${piece[i + 1]}`))
        features.add(hashText(`p${sounds[i]} ${sounds[i + 1]}`))
      }
    }
  }
  return features
}

function dot(a: Vector, b: Vector): number {
  let sum = 0
  for (const [feature, weight] of a) sum += weight * (b.get(feature) ?? 0)
  return sum
}
