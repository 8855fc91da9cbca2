import type { Judged } from '#understanding/calibrate.ts'
import type { Nearest } from '#understanding/nearest.ts'
import { type Network, openNetwork, trainNetwork } from '#understanding/network.ts'
import type { RuleHits } from '#understanding/rules.ts'
import { margins, scatter, trainOn, type Vector, type Weighted } from '#understanding/train.ts'
import { knownAtAll, soften, type Weighed, withMeaning } from '#understanding/weigh.ts'
import type { Meaning } from '#understanding/word-vectors.ts'

export type TrainingSet = {
  weighed: Weighed[]
  /** What each text means, where that is known. */
  meant: (Meaning | null)[]
  labels: number[]
  /** Of the texts: what falls into which fold must not change when one example comes along. */
  keys: Uint32Array
  classes: number
  /** How many features there are, those of the meaning among them. */
  size: number
  /** Hashes of the features. */
  names: Int32Array
  /** Built over all vectors; the fold in question is skipped. */
  nearest: Nearest
  hits: RuleHits[]
  /** Further examples to learn from, made of those numbered `of`; they are in the fold of these and never judged. */
  misheard: (Weighted & { of: number })[]
  /** See `sizePenalty`. */
  penalty: Float32Array
}

export type CrossJudged = Judged & { example: number; vector: Vector; known: number }

const FOLDS = 4
const LARGE_SET = 4000
/** How many times the usual size a class may count. */
const LARGE = 6

/** How much smaller a class is than the usual one (log of the ratio): large classes attract texts just by their size. */
export function sizePenalty(labels: number[], classes: number): Float32Array {
  const sizes = Array.from({ length: classes }, () => 0)
  for (const label of labels) sizes[label]!++
  const usual = sizes.toSorted((a, b) => a - b)[Math.floor(classes / 2)]!
  return Float32Array.from(sizes, (size) => Math.log(Math.max(usual, 1) / Math.max(size, 1)))
}

/**
 * The evidence for each example from models that have not seen it, so that weights fitted on it are honest. The networks
 * stay: each has seen three quarters of the examples, and all of them together know more than one that has seen the whole.
 */
export function crossValidate(set: TrainingSet): { judged: CrossJudged[]; networks: Network[] } {
  const { weighed, meant, labels, keys, classes, size, names, nearest, hits, penalty, misheard } = set
  const vectors = weighed.map(({ vector }) => vector)
  const foldOf = keys.map((key) => scatter(key) % FOLDS)
  const features = size - (meant[0]?.vector.length ?? 0)
  const joined = vectors.map((vector, i) => withMeaning(vector, meant[i]!, features))
  const isJudged = evenly(labels, keys, penalty)
  const judged: CrossJudged[] = []
  const networks: Network[] = []
  // Of many examples half are enough to judge by, and spare half of the time.
  const folds = vectors.length > LARGE_SET ? FOLDS / 2 : FOLDS
  for (let fold = 0; fold < FOLDS; fold++) {
    const kept = [...vectors.keys()].filter((i) => foldOf[i] !== fold)
    const own = kept.map((i) => ({ vector: joined[i]!, label: labels[i]!, key: keys[i]!, share: 1 }))
    networks.push(trainNetwork(own, classes, names))
    if (fold >= folds) continue
    const network = openNetwork(networks[fold]!)
    const learnt = [...own, ...misheard.filter(({ of }) => foldOf[of] !== fold)]
    const model = trainOn(learnt, classes, size, { epochs: 6, tail: size - features })
    const seen = new Uint8Array(size)
    for (const i of kept) for (const feature of vectors[i]!.at) seen[feature] = 1
    for (let i = 0; i < vectors.length; i++) {
      if (foldOf[i] !== fold || !isJudged(i)) continue
      const { vector, known } = knownPart(weighed[i]!, seen)
      const whole = withMeaning(vector, meant[i]!, features)
      const loud = knownAtAll(known, meant[i]!)
      const linear = soften(margins(model, whole, new Float32Array(classes)), loud)
      const alike = nearest(vector, (example) => foldOf[example] === fold)
      const near = soften(alike, known)
      const evidence = [linear, near, hits[i]!.keyword, hits[i]!.pattern, penalty, soften(network(whole), loud)]
      judged.push({ evidence, label: labels[i]!, example: i, key: keys[i]!, vector, known })
    }
  }
  return { judged, networks }
}

/** What of a text would be known if only the other folds had been seen: what it is alone with would be dropped. */
function knownPart({ vector: { at, value }, known }: Weighed, seen: Uint8Array): Weighed {
  const kept = [...at.keys()].filter((k) => seen[at[k]!])
  const squares = kept.reduce((sum, k) => sum + value[k]! ** 2, 0)
  const scale = squares ? 1 / Math.sqrt(squares) : 0
  return {
    vector: { at: Int32Array.from(kept, (k) => at[k]!), value: Float32Array.from(kept, (k) => value[k]! * scale) },
    known: known * Math.sqrt(squares),
  }
}

/** A class far larger than the others is judged by a sample, so that it counts like a large one, not like all the rest together. */
function evenly(labels: number[], keys: Uint32Array, penalty: Float32Array): (example: number) => boolean {
  return (example) => scatter(keys[example]! ^ SAMPLE) < LARGE * Math.exp(penalty[labels[example]!]!) * 2 ** 32
}
const SAMPLE = 0x1b873593
