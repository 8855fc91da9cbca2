import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import type { Understand } from '#understanding/contract.ts'
import type { Anchor } from '#understanding/emotion/taught/train-taught.ts'
import { learnWords, packModel, trainIntentModel, unpackModel } from '#understanding/intent-model.ts'
import type { Comparison, Evaluation, TrainingRun } from '#understanding/models/contract.ts'
import { compare, evaluate, predict } from '#understanding/models/evaluate.ts'
import { holdOut } from '#understanding/models/hold-out.ts'
import type { Stored } from '#understanding/models/queries.ts'
import { compareTaught, type TeachJob, teach } from '#understanding/models/teach-emotion.ts'
import { type TrainingSet, unpackSet } from '#understanding/models/training-set.ts'
import { buildUnderstand } from '#understanding/understand.ts'

export type Job =
  | {
      kind: 'train'
      set: TrainingSet
      texts: string[]
      evaluate: boolean
      released: (Stored & { number: number }) | null
    }
  | { kind: 'compare'; one: Stored; other: Stored }
  | TeachJob
  | { kind: 'compare-taught'; one: Stored; other: Stored; anchors: Anchor[] }

export type Trained = {
  model: Uint8Array
  evaluator: Uint8Array | null
  report: Evaluation | null
  /** Of the released version, when it had none. */
  releasedEvaluator: Uint8Array | null
}
export type Compared = { comparison: Omit<Comparison, 'number' | 'against'>; evaluators: [Uint8Array, Uint8Array] }
export type FromThread =
  | { kind: 'progress'; step: TrainingRun['step']; progress: number }
  | { kind: 'done'; result: Trained | Compared }

export type Tell = (step: TrainingRun['step'], progress: number) => void

function run(job: Job, tell: Tell): Trained | Compared {
  if (job.kind === 'train') return train(job, tell)
  if (job.kind === 'teach') return teach(job, tell)
  return job.kind === 'compare' ? compareStored(job) : compareTaught(job)
}

function train(job: Job & { kind: 'train' }, tell: Tell): Trained {
  const begun = performance.now()
  if (!job.evaluate) {
    tell('training', 10)
    const model = packModel(trainIntentModel({ ...job.set, words: learnWords(job.texts, job.set.terms) }))
    return { model, evaluator: null, report: null, releasedEvaluator: null }
  }
  tell('evaluating', 10)
  const words = learnWords(job.texts, job.set.terms)
  const { train: kept, rows } = holdOut(job.set)
  const evaluator = trainIntentModel({ ...kept, words })
  const said = predict(buildUnderstand({ ...kept, model: evaluator }), rows)
  tell('comparing', 45)
  const before = job.released && openEvaluator(job.released)
  const comparison = before && {
    ...compare(rows, said, predict(before.understand, rows)),
    against: job.released!.number,
  }
  tell('training', 60)
  const model = packModel(trainIntentModel({ ...job.set, words }))
  const ms = Math.round(performance.now() - begun)
  return {
    model,
    evaluator: packModel(evaluator),
    report: { ...evaluate(rows, said), comparison, ms },
    releasedEvaluator: before && !job.released!.evaluator ? before.bytes : null,
  }
}

/** On the rows that the newer one (`one`) holds out. */
function compareStored({ one, other }: Job & { kind: 'compare' }): Compared {
  const { rows } = holdOut(unpackSet(one.trainingSet))
  const [now, was] = [openEvaluator(one), openEvaluator(other)]
  const comparison = compare(rows, predict(now.understand, rows), predict(was.understand, rows))
  return { comparison, evaluators: [now.bytes, was.bytes] }
}

function openEvaluator({ trainingSet, evaluator }: Stored): { understand: Understand; bytes: Uint8Array } {
  const { train: kept } = holdOut(unpackSet(trainingSet))
  const model = evaluator ? unpackModel(evaluator) : trainIntentModel(kept)
  return { understand: buildUnderstand({ ...kept, model }), bytes: evaluator ?? packModel(model) }
}

if (!isMainThread && parentPort) {
  const port = parentPort
  const post = (message: FromThread) => port.postMessage(message)
  const result = run(workerData as Job, (step, progress) => post({ kind: 'progress', step, progress }))
  post({ kind: 'done', result })
}
