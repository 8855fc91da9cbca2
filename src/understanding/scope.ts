import { fitLogistic, logistic } from '#understanding/calibrate.ts'
import { compact } from '#understanding/compact.ts'
import { openMargins } from '#understanding/compact-margins.ts'
import type { ScopeModel } from '#understanding/intent-model.ts'
import { type LinearModel, margins, scatter, trainLinear, type Vector } from '#understanding/train.ts'

/** A text for the scope model: what it contains, and what the intents made of it (see `scopeFeatures`). */
export type ScopeRow = { vector: Vector; features: number[]; outside: boolean; key: number }

/** Chance that a text is none of our business, 0…1. */
export type JudgeScope = (vector: Vector, features: number[]) => number

const FOLDS = 3
const OUTSIDE = 1
/** Share of messages taken to be none of our business. */
const PRIOR = 0.15

/** A linear model of ours against not ours, weighed together with how well any intent fits; cross-validated. */
export function trainScope(rows: ScopeRow[], size: number): ScopeModel {
  const labels = rows.map((row) => (row.outside ? OUTSIDE : 0))
  if (!labels.includes(OUTSIDE)) return { model: null, weights: new Float64Array() }
  const train = (kept: number[]) =>
    trainLinear(
      kept.map((i) => rows[i]!.vector),
      kept.map((i) => labels[i]!),
      2,
      size,
      { positiveWeight: 3, epochs: 6, keys: Uint32Array.from(kept, (i) => rows[i]!.key) },
    )
  const out = new Float32Array(2)
  const evidence = (model: LinearModel, vector: Vector, features: number[]) => [
    margins(model, vector, out)[OUTSIDE]!,
    ...features,
  ]
  const judged: { x: number[]; y: boolean; weight: number }[] = []
  // Far more examples are ours than not; real messages are not that lopsided, so the others weigh more.
  const weight = (PRIOR / (1 - PRIOR)) * (labels.filter((label) => !label).length / labels.filter(Boolean).length)
  const all = [...rows.keys()]
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = train(all.filter((i) => foldOf(rows[i]!) !== fold))
    for (const row of rows) {
      if (foldOf(row) !== fold) continue
      const { vector, features, outside } = row
      judged.push({ x: evidence(model, vector, features), y: outside, weight: outside ? weight : 1 })
    }
  }
  return { model: compact(train(all)), weights: fitLogistic(judged) }
}

const foldOf = ({ key }: ScopeRow) => scatter(key ^ FOLD) % FOLDS
const FOLD = 0x85157af5

export function openScope({ model, weights }: ScopeModel): JudgeScope {
  if (!model) return (_, features) => 1 - 1 / (1 + Math.exp(-(features[0] ?? 0)))
  const ask = openMargins(model)
  return (vector, features) => logistic(weights, [ask(vector)[OUTSIDE]!, ...features])
}
