import { type LabelledText, NOTHING_TAUGHT, packTaught } from '#understanding/emotion/taught/taught-model.ts'
import type { Anchor } from '#understanding/emotion/taught/train-taught.ts'
import { hashLabels, packLabels } from '#understanding/models/label-set.ts'
import type { Inputs } from '#understanding/models/train-version.ts'
import { countExamples, hashOf, packSet, type TrainingSet } from '#understanding/models/training-set.ts'

/** `contentHash` is of what packs and articles alone give; `texts` are what customers wrote that nobody labelled. */
export function intentInputs(set: TrainingSet, contentHash: string, texts: string[]): Inputs {
  return {
    inputsHash: hashOf(set, texts),
    contentHash,
    trainingSet: packSet(set),
    intents: set.intents.length,
    examples: countExamples(set),
    job: (evaluate, released) => ({ kind: 'train', set, texts, evaluate, released }),
  }
}

const UNTAUGHT = { model: packTaught(NOTHING_TAUGHT), evaluator: null, report: null, releasedEvaluator: null }

/** Labels of people, and plain questions that are to stay calm. Without labels the questions do not matter. */
export function emotionInputs(labels: LabelledText[], anchors: Anchor[]): Inputs {
  const inputsHash = hashLabels(labels, labels.length ? anchors : [])
  return {
    inputsHash,
    contentHash: '',
    trainingSet: packLabels(labels),
    intents: new Set(labels.map(({ label }) => label)).size,
    examples: labels.length,
    ...(!labels.length && { ready: UNTAUGHT }),
    job: (evaluate, released) => ({ kind: 'teach', labels, anchors, evaluate, released }),
  }
}
