import type { Audit } from '#governance/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Log } from '#platform/log.ts'
import type { ModelVersion, TrainingRun, Trigger } from '#understanding/models/contract.ts'
import {
  beatRun,
  beginRun,
  findByInputs,
  findStored,
  forgetVersions,
  insertVersion,
  keepEvaluator,
  loadReleased,
  lockReleases,
  type RunPatch,
  updateRun,
} from '#understanding/models/queries.ts'
import { type By, releasesItself, releaseVersion } from '#understanding/models/release.ts'
import type { Trained } from '#understanding/models/train-in-thread.ts'
import type { Threads } from '#understanding/models/train-outside.ts'
import { countExamples, hashOf, packSet, type TrainingSet } from '#understanding/models/training-set.ts'

export type TrainDeps = { database: Database; log: Log; threads: Threads; audit: Audit; engine: string }
/** The whole set, the hash of what packs and articles alone give, and what customers wrote that nobody labelled. */
export type Inputs = { set: TrainingSet; contentHash: string; texts: string[] }
export type TrainOptions = {
  trigger: Trigger
  note: string
  by: By
  /** `never` leaves it to people, `not-worse` releases within a point of the present one, `always` whatever it is. */
  release: 'never' | 'not-worse' | 'always'
}

/** A node that has not been heard of for so long has stopped. */
const STALE_MS = 20_000
const BEAT_MS = 5_000
const KEPT_VERSIONS = 20
/** An automatic release may lose this much accuracy on the held-out examples. */
const TOLERANCE = 0.01

/** Claims the one training that may run; null when another is under way, here or on another node. */
export async function beginTraining(deps: TrainDeps, options: TrainOptions): Promise<TrainingRun | null> {
  return deps.database.transaction(async (tx) => {
    const { trigger, note, by } = options
    const run = await beginRun(tx, { id: newId(), trigger, note, startedBy: by.actor }, STALE_MS)
    if (!run) return null
    await appendEvents(tx, [changed(run)])
    await deps.audit(tx, { ...by, action: 'training.started', target: `training:${run.id}`, detail: { trigger } })
    return run
  })
}

/** Trains, evaluates, stores and, as asked, releases. Failure ends in the run's row, not in an exception. */
export async function finishTraining(
  deps: TrainDeps,
  run: TrainingRun,
  options: TrainOptions,
  inputs: () => Promise<Inputs>,
): Promise<TrainingRun | null> {
  const { database, log } = deps
  const beat = setInterval(() => {
    beatRun(database.db, run.id).catch((error: unknown) =>
      log.warn({ err: error }, 'a training could not say it lives'),
    )
  }, BEAT_MS)
  try {
    return await trainAndStore(deps, run, options, await inputs())
  } catch (error) {
    const stopping = error instanceof AppError && error.code === 'shutting_down'
    if (!stopping) log.error({ err: error, trigger: options.trigger }, 'a training failed; the present model stays')
    const message = error instanceof Error ? error.message : String(error)
    return update(deps, run.id, { state: 'failed', error: message.slice(0, 500) })
  } finally {
    clearInterval(beat)
  }
}

async function trainAndStore(deps: TrainDeps, run: TrainingRun, options: TrainOptions, inputs: Inputs) {
  const { database, threads, engine } = deps
  const inputsHash = hashOf(inputs.set, inputs.texts)
  const same = await findByInputs(database.db, inputsHash, engine)
  if (same) return reuse(deps, run, options, same)
  const present = await loadReleased(database.db)
  const stored = present && (await findStored(database.db, present.version.id, engine))
  const evaluate = options.release !== 'always'
  let told = Promise.resolve<unknown>(null)
  const trained = await threads.run(
    { kind: 'train', set: inputs.set, texts: inputs.texts, evaluate, released: stored },
    (step, progress) => {
      told = told.then(() => update(deps, run.id, { step, progress }))
    },
  )
  await told
  if (present && trained.releasedEvaluator)
    await keepEvaluator(database.db, present.version.id, trained.releasedEvaluator)
  return store(deps, run, options, { ...inputs, inputsHash, trained })
}

/** These inputs have a model already. It is used again where it was in use before, as when an article comes and goes. */
async function reuse(deps: TrainDeps, run: TrainingRun, { release, by }: TrainOptions, same: ModelVersion) {
  return deps.database.transaction(async (tx) => {
    const again =
      same.status !== 'released' &&
      (release === 'always' || (release === 'not-worse' && same.status === 'retired' && (await releasesItself(tx))))
    if (again) await releaseVersion(tx, deps.audit, same.id, by, deps.engine, 'automatic')
    const outcome = again ? 'released' : 'unchanged'
    const done = await updateRun(tx, run.id, { state: 'done', progress: 100, versionId: same.id, outcome })
    if (done) await appendEvents(tx, [changed(done)])
    return done
  })
}

type Ready = Inputs & { inputsHash: string; trained: Trained }

async function store(deps: TrainDeps, run: TrainingRun, options: TrainOptions, ready: Ready) {
  return deps.database.transaction(async (tx) => {
    const version = await insertVersion(tx, versionRow(deps, options, ready))
    await forgetVersions(tx, KEPT_VERSIONS)
    const before = ready.trained.report?.comparison
    const worse = before ? before.accuracyAgainst - before.accuracy : 0
    const release =
      options.release === 'always' ||
      (options.release === 'not-worse' && worse <= TOLERANCE && (await releasesItself(tx)))
    if (release) await releaseVersion(tx, deps.audit, version.id, options.by, deps.engine, 'automatic')
    const done = await updateRun(tx, run.id, {
      state: 'done',
      progress: 100,
      versionId: version.id,
      outcome: release ? 'released' : 'candidate',
    })
    if (done) await appendEvents(tx, [changed(done)])
    return done
  })
}

/** The first model of an installation, or of a new version of the software: there is nothing to compare it with. */
export async function storeFirst(deps: TrainDeps, inputs: Inputs, trained: Trained, by: By): Promise<ModelVersion> {
  return deps.database.transaction(async (tx) => {
    const options: TrainOptions = { trigger: 'content', note: '', by, release: 'always' }
    const inputsHash = hashOf(inputs.set, inputs.texts)
    // A node that started at the same moment may have been faster.
    await lockReleases(tx)
    const same = await findByInputs(tx, inputsHash, deps.engine)
    if (same) return releaseVersion(tx, deps.audit, same.id, by, deps.engine, 'automatic')
    const version = await insertVersion(tx, versionRow(deps, options, { ...inputs, inputsHash, trained }))
    return releaseVersion(tx, deps.audit, version.id, by, deps.engine, 'automatic')
  })
}

function versionRow({ engine }: TrainDeps, options: TrainOptions, { set, contentHash, inputsHash, trained }: Ready) {
  return {
    id: newId(),
    data: trained.model,
    evaluator: trained.evaluator,
    training_set: packSet(set),
    inputs_hash: inputsHash,
    content_hash: contentHash,
    engine,
    intents: set.intents.length,
    examples: countExamples(set),
    report: trained.report,
    note: options.note,
    created_by: options.by.actor,
  }
}

async function update(deps: TrainDeps, id: string, patch: RunPatch): Promise<TrainingRun | null> {
  return deps.database.transaction(async (tx) => {
    const run = await updateRun(tx, id, patch)
    if (run) await appendEvents(tx, [changed(run)])
    return run
  })
}

const changed = (run: TrainingRun) => ({
  kind: 'training.changed',
  conversationId: null,
  customerId: null,
  actor: run.startedBy,
  payload: { run },
})
