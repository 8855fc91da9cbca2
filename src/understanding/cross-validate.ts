import type { Judged } from '#understanding/calibrate.ts'
import type { Nearest } from '#understanding/nearest.ts'
import type { RuleHits } from '#understanding/rules.ts'
import { type Dictionary, margins, trainLinear, type Vector } from '#understanding/train.ts'

export type TrainingSet = {
  vectors: Vector[]
  labels: number[]
  classes: number
  dictionary: Dictionary
  /** Built over all vectors; the fold in question is skipped. */
  nearest: Nearest
  hits: RuleHits[]
  /** See `sizePenalty`. */
  penalty: Float32Array
}

export type CrossJudged = Judged & { example: number; known: number }

const FOLDS = 3
/** How many times the usual size a class may count. */
const LARGE = 6

/** How much smaller a class is than the usual one (log of the ratio): large classes attract texts just by their size. */
export function sizePenalty(labels: number[], classes: number): Float32Array {
  const sizes = Array.from({ length: classes }, () => 0)
  for (const label of labels) sizes[label]!++
  const usual = sizes.toSorted((a, b) => a - b)[Math.floor(classes / 2)]!
  return Float32Array.from(sizes, (size) => Math.log(Math.max(usual, 1) / Math.max(size, 1)))
}

/** The evidence for each example from models that have not seen it, so that weights fitted on it are honest. */
export function crossValidate(set: TrainingSet): CrossJudged[] {
  const { vectors, labels, classes, dictionary, nearest, hits, penalty } = set
  const shared = sharedFeatures(vectors, dictionary.idf.length)
  const isJudged = evenly(labels, penalty)
  const judged: CrossJudged[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const kept = [...vectors.keys()].filter((i) => i % FOLDS !== fold)
    const model = trainLinear(
      kept.map((i) => vectors[i]!),
      kept.map((i) => labels[i]!),
      classes,
      dictionary.idf.length,
      { epochs: 4 },
    )
    for (let i = fold; i < vectors.length; i += FOLDS) {
      if (!isJudged(i)) continue
      const linear = margins(model, vectors[i]!, new Float32Array(classes))
      const near = nearest(vectors[i]!, (example) => example % FOLDS === fold)
      const { at } = vectors[i]!
      const known = at.length ? at.reduce((sum, feature) => sum + (shared[feature] ? 1 : 0), 0) / at.length : 0
      const evidence = [linear, near, hits[i]!.keyword, hits[i]!.pattern, penalty]
      judged.push({ evidence, label: labels[i]!, example: i, known })
    }
  }
  return judged
}

/** Features that more than one example has: what would still be known without the example itself. */
function sharedFeatures(vectors: Vector[], size: number): Uint8Array {
  const counts = new Uint8Array(size)
  for (const { at } of vectors) for (const feature of at) if (counts[feature]! < 2) counts[feature]!++
  return counts.map((count) => (count > 1 ? 1 : 0))
}

/** A class far larger than the others is judged by a sample, so that it counts like a large one, not like all the rest together. */
function evenly(labels: number[], penalty: Float32Array): (example: number) => boolean {
  const seen = new Float64Array(penalty.length)
  const kept = labels.map((label) => {
    const share = Math.min(1, LARGE * Math.exp(penalty[label]!))
    const before = seen[label]!
    seen[label] = before + share
    return Math.floor(before + share) > Math.floor(before) || share === 1
  })
  return (example) => kept[example]!
}
