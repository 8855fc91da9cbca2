import type { Audit } from '#governance/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'
import type { Understand } from '#understanding/contract.ts'
import type { ReadEmotion } from '#understanding/emotion/read-emotion.ts'
import { openTaught } from '#understanding/emotion/taught/read-taught.ts'
import { unpackTaught } from '#understanding/emotion/taught/taught-model.ts'
import { type IntentModel, unpackModel } from '#understanding/intent-model.ts'
import { compareVersions } from '#understanding/models/compare-versions.ts'
import type { Comparison, ModelKind, ModelVersion, TrainingRun } from '#understanding/models/contract.ts'
import { allExamples } from '#understanding/models/example-queries.ts'
import { followContent } from '#understanding/models/follow-content.ts'
import { emotionEngine, plainQuestions, unpackLabels } from '#understanding/models/label-set.ts'
import { allLabels } from '#understanding/models/labels/label-queries.ts'
import { openLine } from '#understanding/models/open-line.ts'
import { emotionInputs, intentInputs } from '#understanding/models/prepare.ts'
import { findRun, findStored, findVersion, historyTexts } from '#understanding/models/queries.ts'
import { type By, SYSTEM } from '#understanding/models/release.ts'
import { openThreads } from '#understanding/models/train-outside.ts'
import type { TrainOptions } from '#understanding/models/train-version.ts'
import { composeSet, engineHash, hashOf, type TrainingSet } from '#understanding/models/training-set.ts'
import { buildUnderstand } from '#understanding/understand.ts'

export type TrainWhat = Omit<TrainOptions, 'release'> & { kind?: ModelKind; release?: TrainOptions['release'] }

export type Models = {
  /** Always the released models', on every node, from the moment it is told of a release. */
  understand: Understand
  /** What packs and articles give now, without what people added or switched off. */
  given(): Promise<TrainingSet>
  /** The version in use on this node. */
  current(kind?: ModelKind): ModelVersion
  /** Begins a training and returns its run; it ends in the background. Throws training_running. */
  train(options: TrainWhat): Promise<TrainingRun>
  /** As `train`, but waits for the one under way and resolves when it has ended. */
  trainLater(options: TrainWhat): Promise<void>
  release(id: string, by: By): Promise<ModelVersion>
  rollBack(by: By, kind?: ModelKind): Promise<ModelVersion>
  /** Two stored versions of a kind on the rows that the first holds out. */
  compare(id: string, against: string): Promise<Comparison>
  /** Terms, packs or articles have changed: trains in a thread, releases at once, resolves when that is done. */
  refresh(): Promise<void>
  /** Resolves when no training of this node runs. */
  settled(): Promise<void>
  stop(): Promise<void>
}

type Deps = {
  database: Database
  tail: Tail
  log: Log
  audit: Audit
  trainingSet: () => Promise<TrainingSet>
  /** How long articles must rest before a training begins, in milliseconds. */
  restMs?: number
}

/** Loads the released models, or trains the first ones, and keeps this node on what is released. */
export async function openUnderstanding({ database, tail, log, audit, trainingSet, restMs }: Deps): Promise<Models> {
  const threads = openThreads()
  const common = { database, log, threads, audit }
  const engines = { intent: engineHash(), emotion: emotionEngine() }
  const anchors = async () => plainQuestions(await trainingSet())
  const feelings = await openLine({
    deps: { ...common, kind: 'emotion', engine: engines.emotion },
    inputs: async () => emotionInputs(await allLabels(database.db), await anchors()),
    read: unpackTaught,
    open: openTaught,
    fits: async () => true,
    // What was in use goes on being in use: not what was rolled back, nor what nobody has released yet.
    first: async (before) => {
      const stored = before && (await findStored(database.db, before.version.id, engines.emotion))
      return emotionInputs(stored ? unpackLabels(stored.trainingSet) : [], await anchors())
    },
  })
  const inputs = async () => {
    const given = await trainingSet()
    return intentInputs(
      composeSet(given, await allExamples(database.db)),
      hashOf(given),
      await historyTexts(database.db),
    )
  }
  const readEmotion: ReadEmotion = (...text) => feelings.inUse().opened(...text)
  /** Terms come with the model: features and entities of one version belong together. */
  const open = (model: IntentModel): Understand =>
    buildUnderstand({ intents: [], terms: model.terms, model, readEmotion })
  const knowsAll = async (model: IntentModel) => {
    const known = new Set(model.intents.map(({ id }) => id))
    return (await trainingSet()).intents.every(({ id }) => known.has(id))
  }
  const deps = { ...common, kind: 'intent' as const, engine: engines.intent }
  const intents = await openLine({ deps, inputs, read: unpackModel, open, fits: knowsAll, first: inputs })
  const lines = { intent: intents, emotion: feelings }

  const contentChanged = async () => {
    if (hashOf(await trainingSet()) === intents.inUse().contentHash) return
    await intents.startLater({ trigger: 'content', note: '', by: SYSTEM, release: 'not-worse' })
  }
  const content = followContent({ tail, log, restMs, changed: contentChanged })
  tail.onEvents(async (events) => {
    if (!events.some(({ kind }) => kind === 'model.released')) return
    await intents.follow()
    await feelings.follow()
  })
  if (hashOf(await trainingSet()) !== intents.inUse().contentHash) content.soon()

  return {
    understand: (text, context) => intents.inUse().opened(text, context),
    given: trainingSet,
    current: (kind = 'intent') => lines[kind].inUse().version,
    async train({ kind = 'intent', ...options }) {
      const started = await lines[kind].start({ release: 'never', ...options })
      if (!started) throw new AppError('training_running')
      return (await findRun(database.db, started.run.id)) ?? started.run
    },
    trainLater: ({ kind = 'intent', ...options }) => lines[kind].startLater({ release: 'never', ...options }),
    async release(id, by) {
      const found = await findVersion(database.db, id)
      return lines[found?.version.kind ?? 'intent'].release(id, by)
    },
    rollBack: (by, kind = 'intent') => lines[kind].rollBack(by),
    compare: (id, against) => compareVersions({ database, threads, engines, anchors }, id, against),
    refresh: () => intents.startLater({ trigger: 'content', note: '', by: SYSTEM, release: 'always' }),
    settled: async () => void (await Promise.all([intents.settled(), feelings.settled()])),
    async stop() {
      content.stop()
      intents.stop()
      feelings.stop()
      await threads.stop()
      await Promise.all([intents.settled(), feelings.settled()])
    },
  }
}
