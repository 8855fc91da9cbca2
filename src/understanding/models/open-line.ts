import type { ModelVersion, TrainingRun } from '#understanding/models/contract.ts'
import { type Loaded, loadReleased } from '#understanding/models/queries.ts'
import { type By, releaseVersion, rollBackVersion, SYSTEM } from '#understanding/models/release.ts'
import {
  beginTraining,
  finishTraining,
  type Inputs,
  storeFirst,
  type TrainDeps,
  type TrainOptions,
} from '#understanding/models/train-version.ts'

/** A version as this node works with it. */
export type InUse<T> = { version: ModelVersion; contentHash: string; opened: T }

type Options<M, T> = {
  deps: TrainDeps
  inputs: () => Promise<Inputs>
  read: (data: Uint8Array) => M
  open: (model: M) => T
  /** Whether a released version still knows all it has to. */
  fits: (model: M) => Promise<boolean>
  /** What to train when no released version can be used; `before` is one of other code. */
  first: (before: Loaded | null) => Promise<Inputs>
}

/** The versions of one kind of model: the released one in use on this node, and how another one takes its place. */
export async function openLine<M, T>({ deps, inputs, read, open, fits, first }: Options<M, T>) {
  const { database, kind, engine, audit, log } = deps
  const load = ({ version, contentHash, data }: Loaded, model = read(data)): InUse<T> => ({
    ...{ version, contentHash },
    opened: open(model),
  })
  const begin = async (): Promise<InUse<T>> => {
    const released = await loadReleased(database.db, kind)
    if (released?.engine === engine) {
      const model = read(released.data)
      if (await fits(model)) return load(released, model)
    }
    const ready = await first(released)
    const trained = ready.ready ?? (await deps.threads.run(ready.job(false, null)))
    await storeFirst(deps, ready, trained, SYSTEM)
    return load((await loadReleased(database.db, kind))!)
  }
  let inUse = await begin()
  let stopped = false
  const running = new Set<Promise<unknown>>()

  const follow = async () => {
    const released = await loadReleased(database.db, kind)
    if (!released || released.version.id === inUse.version.id) return
    const { number } = released.version
    if (released.engine !== engine)
      log.warn({ kind, number }, 'another version of the software released this model; it is not used')
    else inUse = load(released)
  }
  const start = async (options: TrainOptions): Promise<{ run: TrainingRun; ended: Promise<unknown> } | null> => {
    const run = await beginTraining(deps, options)
    if (!run) return null
    const ended = finishTraining(deps, run, options, inputs).then(follow)
    running.add(ended)
    void ended.finally(() => running.delete(ended))
    return { run, ended }
  }
  return {
    inUse: () => inUse,
    follow,
    start,
    /** As `start`, but waits for its turn and resolves when it has ended. */
    async startLater(options: TrainOptions): Promise<void> {
      while (!stopped) {
        const started = await start(options)
        if (started) return void (await started.ended)
        await new Promise((done) => setTimeout(done, 300))
      }
    },
    async release(id: string, by: By): Promise<ModelVersion> {
      const version = await database.transaction((tx) => releaseVersion(tx, audit, id, by, engine))
      await follow()
      return version
    },
    async rollBack(by: By): Promise<ModelVersion> {
      const version = await database.transaction((tx) => rollBackVersion(tx, audit, kind, by, engine))
      await follow()
      return version
    },
    settled: async () => void (await Promise.all(running)),
    stop: () => {
      stopped = true
    },
  }
}
