import type { ReadEmotion } from '#understanding/emotion/read-emotion.ts'
import { readEmotion } from '#understanding/emotion/read-emotion.ts'
import { readSentences } from '#understanding/emotion/shipped-examples.ts'
import { openTaught } from '#understanding/emotion/taught/read-taught.ts'
import {
  type LabelledText,
  packTaught,
  type TaughtModel,
  unpackTaught,
} from '#understanding/emotion/taught/taught-model.ts'
import { type Anchor, trainTaught } from '#understanding/emotion/taught/train-taught.ts'
import type { Evaluation, Guards } from '#understanding/models/contract.ts'
import { compare, evaluate } from '#understanding/models/evaluate.ts'
import { isHeldOut, type Row } from '#understanding/models/hold-out.ts'
import { unpackLabels } from '#understanding/models/label-set.ts'
import type { Stored } from '#understanding/models/queries.ts'
import type { Compared, Tell, Trained } from '#understanding/models/train-in-thread.ts'
import { normalize } from '#understanding/normalize.ts'

/** `anchors` are plain questions of packs and articles. */
export type TeachJob = {
  kind: 'teach'
  labels: LabelledText[]
  anchors: Anchor[]
  evaluate: boolean
  released: (Stored & { number: number }) | null
}

/** Of all plain questions so many may be read as anger, or as many as the shipped model takes for it. */
const MOST_ALARMS = 0.003
/** The shipped sentences may be read so much worse. */
const TOLERANCE = 0.01
const MOST_EXAMPLES = 10

/** Trains what labels change of the shipped reading; evaluated on a fifth of them, guarded on texts nobody labelled. */
export function teach({ labels, anchors, evaluate: judged, released }: TeachJob, tell: Tell): Trained {
  const begun = performance.now()
  const held = anchorsOf(anchors)
  if (!judged) {
    tell('training', 10)
    const model = packTaught(trainTaught(labels, held))
    return { model, evaluator: null, report: null, releasedEvaluator: null }
  }
  tell('evaluating', 10)
  const { kept, rows } = holdOutLabels(labels)
  const evaluator = trainTaught(kept, held)
  const said = readAll(openTaught(evaluator), rows)
  tell('comparing', 40)
  const before = released && openEvaluator(released, held)
  const comparison = before && { ...compare(rows, said, readAll(openTaught(before), rows)), against: released!.number }
  tell('training', 50)
  const model = trainTaught(labels, held)
  tell('comparing', 75)
  const guards = guard(openTaught(model), anchors)
  const ms = Math.round(performance.now() - begun)
  const report: Evaluation = { ...evaluate(rows, said), comparison, guards, ms }
  return {
    model: packTaught(model),
    evaluator: packTaught(evaluator),
    report,
    releasedEvaluator: before && !released!.evaluator ? packTaught(before) : null,
  }
}

/** On the labels that the newer one (`one`) holds out. */
export function compareTaught({ one, other, anchors }: { one: Stored; other: Stored; anchors: Anchor[] }): Compared {
  const held = anchorsOf(anchors)
  const { rows } = holdOutLabels(unpackLabels(one.trainingSet))
  const [now, was] = [openEvaluator(one, held), openEvaluator(other, held)]
  const comparison = compare(rows, readAll(openTaught(now), rows), readAll(openTaught(was), rows))
  return { comparison, evaluators: [one.evaluator ?? packTaught(now), other.evaluator ?? packTaught(was)] }
}

type LabelRow = Row & Pick<LabelledText, 'language'>

/** A text held out once is held out in every later set. */
function holdOutLabels(labels: LabelledText[]): { kept: LabelledText[]; rows: LabelRow[] } {
  const [out, kept] = [true, false].map((held) => labels.filter(({ text }) => isHeldOut(text) === held))
  return { kept: kept!, rows: out!.map(({ text, language, label }) => ({ text, language, intent: label })) }
}

const openEvaluator = ({ trainingSet, evaluator }: Stored, anchors: Anchor[]): TaughtModel =>
  evaluator ? unpackTaught(evaluator) : trainTaught(holdOutLabels(unpackLabels(trainingSet)).kept, anchors)

const read = (reader: ReadEmotion, { text, language }: Anchor) => reader(normalize(text), text, language)
const readAll = (reader: ReadEmotion, rows: LabelRow[]): string[] => rows.map((row) => read(reader, row).label)

const sentences = () =>
  (['zh', 'en'] as const).flatMap((language) => readSentences(language).map((one) => ({ ...one, language })))

/** A fifth of the texts that are to stay as they are holds nothing back, so that the guards see some like it. */
const anchorsOf = (anchors: Anchor[]): Anchor[] => [...anchors, ...sentences()].filter(({ text }) => !isHeldOut(text))

/** What teaching must not break: plain questions stay calm, and sentences of known feeling are read as before. */
function guard(taught: ReadEmotion, plain: Anchor[]): Guards {
  const angry = (reader: ReadEmotion, one: Anchor) => {
    const { label, level } = read(reader, one)
    return label === 'anger' && level !== 'low'
  }
  const alarms = plain.filter((one) => angry(taught, one))
  const shipped = plain.filter((one) => angry(readEmotion, one)).length
  const most = Math.max(shipped, Math.floor(plain.length * MOST_ALARMS))
  const known = sentences()
  const right = (reader: ReadEmotion) =>
    Math.round((10_000 * known.filter((one) => read(reader, one).label === one.label).length) / known.length) / 10_000
  const [now, was] = [right(taught), right(readEmotion)]
  return {
    kept: alarms.length <= most && now >= was - TOLERANCE,
    plain: {
      ...{ texts: plain.length, alarms: alarms.length, shipped, most },
      examples: alarms
        .filter((one) => !angry(readEmotion, one))
        .slice(0, MOST_EXAMPLES)
        .map(({ text }) => text),
    },
    sentences: { texts: known.length, right: now, shipped: was },
  }
}
