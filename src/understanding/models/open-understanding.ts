import type { Audit } from '#governance/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'
import type { Understand } from '#understanding/contract.ts'
import { compareVersions } from '#understanding/models/compare-versions.ts'
import { expandModel } from '#understanding/models/compress.ts'
import type { Comparison, ModelVersion, TrainingRun } from '#understanding/models/contract.ts'
import { allExamples } from '#understanding/models/example-queries.ts'
import { followContent } from '#understanding/models/follow-content.ts'
import { findRun, historyTexts, type Loaded, loadReleased } from '#understanding/models/queries.ts'
import { type By, releaseVersion, rollBackVersion, SYSTEM } from '#understanding/models/release.ts'
import { openThreads } from '#understanding/models/train-outside.ts'
import {
  beginTraining,
  finishTraining,
  type Inputs,
  storeFirst,
  type TrainOptions,
} from '#understanding/models/train-version.ts'
import { composeSet, engineHash, hashOf, type TrainingSet } from '#understanding/models/training-set.ts'
import { buildUnderstand } from '#understanding/understand.ts'

export type Models = {
  /** Always the released model's, on every node, from the moment it is told of a release. */
  understand: Understand
  /** What packs and articles give now, without what people added or switched off. */
  given(): Promise<TrainingSet>
  /** The version in use on this node. */
  current(): ModelVersion
  /** Begins a training and returns its run; it ends in the background. Throws training_running. */
  train(options: Omit<TrainOptions, 'release'> & { release?: TrainOptions['release'] }): Promise<TrainingRun>
  release(id: string, by: By): Promise<ModelVersion>
  rollBack(by: By): Promise<ModelVersion>
  /** Two stored versions on the rows that the first holds out. */
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

/** Loads the released model, or trains the first one, and keeps this node on what is released. */
export async function openUnderstanding({ database, tail, log, audit, trainingSet, restMs }: Deps): Promise<Models> {
  const threads = openThreads()
  const deps = { database, log, threads, audit, engine: engineHash() }
  const inputs = async (): Promise<Inputs> => {
    const given = await trainingSet()
    const set = composeSet(given, await allExamples(database.db))
    return { set, contentHash: hashOf(given), texts: await historyTexts(database.db) }
  }
  let inUse = await loadOrTrain(deps, inputs)
  let stopped = false
  const running = new Set<Promise<unknown>>()

  const follow = async () => {
    const released = await loadReleased(database.db)
    if (!released || released.version.id === inUse.version.id) return
    if (released.engine !== deps.engine)
      log.warn(
        { number: released.version.number },
        'another version of the software released this model; it is not used',
      )
    else inUse = open(released)
  }
  const start = async (options: TrainOptions): Promise<{ run: TrainingRun; ended: Promise<unknown> } | null> => {
    const run = await beginTraining(deps, options)
    if (!run) return null
    const ended = finishTraining(deps, run, options, inputs).then(follow)
    running.add(ended)
    void ended.finally(() => running.delete(ended))
    return { run, ended }
  }
  /** As `start`, but waits for its turn. */
  const startLater = async (options: TrainOptions): Promise<void> => {
    while (!stopped) {
      const started = await start(options)
      if (started) return void (await started.ended)
      await new Promise((done) => setTimeout(done, 300))
    }
  }
  const contentChanged = async () => {
    if (hashOf(await trainingSet()) === inUse.contentHash) return
    await startLater({ trigger: 'content', note: '', by: SYSTEM, release: 'not-worse' })
  }
  const content = followContent({ tail, log, restMs, changed: contentChanged })
  tail.onEvents(async (events) => {
    if (events.some(({ kind }) => kind === 'model.released')) await follow()
  })
  if (hashOf(await trainingSet()) !== inUse.contentHash) content.soon()

  return {
    understand: (text, context) => inUse.understand(text, context),
    given: trainingSet,
    current: () => inUse.version,
    async train(options) {
      const started = await start({ release: 'never', ...options })
      if (!started) throw new AppError('training_running')
      return (await findRun(database.db, started.run.id)) ?? started.run
    },
    async release(id, by) {
      const version = await database.transaction((tx) => releaseVersion(tx, audit, id, by, deps.engine))
      await follow()
      return version
    },
    async rollBack(by) {
      const version = await database.transaction((tx) => rollBackVersion(tx, audit, by, deps.engine))
      await follow()
      return version
    },
    compare: (id, against) => compareVersions(deps, id, against),
    refresh: () => startLater({ trigger: 'content', note: '', by: SYSTEM, release: 'always' }),
    settled: async () => void (await Promise.all(running)),
    async stop() {
      stopped = true
      content.stop()
      await threads.stop()
      await Promise.all(running)
    },
  }
}

type InUse = { version: ModelVersion; contentHash: string; understand: Understand }

/** Terms come with the model: features and entities of one version belong together. */
function open({ version, data, contentHash }: Loaded): InUse {
  const model = expandModel(data)
  return { version, contentHash, understand: buildUnderstand({ intents: [], terms: model.terms, model }) }
}

/** The released model when this code made it and it knows every intent there is; otherwise a new one. */
async function loadOrTrain(deps: Parameters<typeof storeFirst>[0], inputs: () => Promise<Inputs>): Promise<InUse> {
  const { database, threads, engine } = deps
  const ready = await inputs()
  const usable = async () => {
    const released = await loadReleased(database.db)
    if (released?.engine !== engine) return null
    const known = new Set(expandModel(released.data).intents.map(({ id }) => id))
    return ready.set.intents.every(({ id }) => known.has(id)) ? released : null
  }
  const released = await usable()
  if (released) return open(released)
  const trained = await threads.run({
    kind: 'train',
    set: ready.set,
    texts: ready.texts,
    evaluate: false,
    released: null,
  })
  await storeFirst(deps, ready, trained, SYSTEM)
  return open((await loadReleased(database.db))!)
}
