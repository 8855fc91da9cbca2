import type { Judged } from '#understanding/calibrate.ts'
import type { Nearest } from '#understanding/nearest.ts'
import type { RuleHits } from '#understanding/rules.ts'
import { margins, trainLinear, type Vector } from '#understanding/train.ts'
import { knownAtAll, soften, type Weighed, withMeaning } from '#understanding/weigh.ts'

export type TrainingSet = {
  weighed: Weighed[]
  /** What each text means, where that is known. */
  meant: (Float32Array | null)[]
  labels: number[]
  classes: number
  /** How many features there are, those of the meaning among them. */
  size: number
  /** Built over all vectors; the fold in question is skipped. */
  nearest: Nearest
  hits: RuleHits[]
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

/** The evidence for each example from models that have not seen it, so that weights fitted on it are honest. */
export function crossValidate(set: TrainingSet): CrossJudged[] {
  const { weighed, meant, labels, classes, size, nearest, hits, penalty } = set
  const vectors = weighed.map(({ vector }) => vector)
  const features = size - (meant[0]?.length ?? 0)
  const joined = vectors.map((vector, i) => withMeaning(vector, meant[i]!, features))
  const isJudged = evenly(labels, penalty)
  const judged: CrossJudged[] = []
  // Of many examples half are enough to judge by, and spare half of the time.
  const folds = vectors.length > LARGE_SET ? FOLDS / 2 : FOLDS
  for (let fold = 0; fold < folds; fold++) {
    const kept = [...vectors.keys()].filter((i) => i % FOLDS !== fold)
    const model = trainLinear(
      kept.map((i) => joined[i]!),
      kept.map((i) => labels[i]!),
      classes,
      size,
      { epochs: 6, tail: size - features },
    )
    const seen = new Uint8Array(size)
    for (const i of kept) for (const feature of vectors[i]!.at) seen[feature] = 1
    for (let i = fold; i < vectors.length; i += FOLDS) {
      if (!isJudged(i)) continue
      const { vector, known } = knownPart(weighed[i]!, seen)
      const whole = withMeaning(vector, meant[i]!, features)
      const linear = soften(margins(model, whole, new Float32Array(classes)), knownAtAll(known, meant[i]!))
      const alike = nearest(vector, (example) => example % FOLDS === fold)
      const near = soften(alike, known)
      const evidence = [linear, near, hits[i]!.keyword, hits[i]!.pattern, penalty]
      judged.push({ evidence, label: labels[i]!, example: i, vector, known })
    }
  }
  return judged
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
