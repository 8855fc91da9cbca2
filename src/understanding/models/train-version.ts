import type { Audit } from '#governance/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Log } from '#platform/log.ts'
import type { Evaluation, ModelKind, ModelVersion, TrainingRun, Trigger } from '#understanding/models/contract.ts'
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
  type Stored,
  updateRun,
} from '#understanding/models/queries.ts'
import { type By, releasesItself, releaseVersion } from '#understanding/models/release.ts'
import type { Job, Trained } from '#understanding/models/train-in-thread.ts'
import type { Threads } from '#understanding/models/train-outside.ts'

/** `engine` is the hash of the code that trains and reads models of the kind. */
export type TrainDeps = {
  database: Database
  log: Log
  threads: Threads
  audit: Audit
  kind: ModelKind
  engine: string
}
/** What a version is made from; `trainingSet` is kept with it, `contentHash` is of what packs and articles alone give. */
export type Inputs = {
  inputsHash: string
  contentHash: string
  trainingSet: Uint8Array
  intents: number
  examples: number
  /** What comes of it where there is nothing to train. */
  ready?: Trained
  job: (evaluate: boolean, released: (Stored & { number: number }) | null) => Job & { kind: 'train' | 'teach' }
}
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
    const run = await beginRun(tx, { id: newId(), kind: deps.kind, trigger, note, startedBy: by.actor }, STALE_MS)
    if (!run) return null
    await appendEvents(tx, [changed(run)])
    await deps.audit(tx, {
      ...by,
      action: 'training.started',
      target: `training:${run.id}`,
      detail: { kind: deps.kind, trigger },
    })
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
  const { database, threads, kind, engine } = deps
  const same = await findByInputs(database.db, kind, inputs.inputsHash, engine)
  if (same) return reuse(deps, run, options, same)
  const present = await loadReleased(database.db, kind)
  const stored = present && (await findStored(database.db, present.version.id, engine))
  const evaluate = options.release !== 'always'
  let told = Promise.resolve<unknown>(null)
  const trained = await threads.run(inputs.job(evaluate, stored), (step, progress) => {
    told = told.then(() => update(deps, run.id, { step, progress }))
  })
  await told
  if (present && trained.releasedEvaluator)
    await keepEvaluator(database.db, present.version.id, trained.releasedEvaluator)
  return store(deps, run, options, { ...inputs, trained })
}

/** These inputs have a model already. It is used again where it was in use before, as when an article comes and goes. */
async function reuse(deps: TrainDeps, run: TrainingRun, { release, by }: TrainOptions, same: ModelVersion) {
  return deps.database.transaction(async (tx) => {
    const again =
      same.status !== 'released' &&
      (release === 'always' ||
        (release === 'not-worse' && same.status === 'retired' && (await releasesItself(tx, deps.kind))))
    if (again) await releaseVersion(tx, deps.audit, same.id, by, deps.engine, 'automatic')
    const outcome = again ? 'released' : 'unchanged'
    const done = await updateRun(tx, run.id, { state: 'done', progress: 100, versionId: same.id, outcome })
    if (done) await appendEvents(tx, [changed(done)])
    return done
  })
}

type Ready = Inputs & { trained: Trained }

async function store(deps: TrainDeps, run: TrainingRun, options: TrainOptions, ready: Ready) {
  return deps.database.transaction(async (tx) => {
    const version = await insertVersion(tx, versionRow(deps, options, ready))
    await forgetVersions(tx, deps.kind, KEPT_VERSIONS)
    const release =
      options.release === 'always' ||
      (options.release === 'not-worse' && isFine(ready.trained.report) && (await releasesItself(tx, deps.kind)))
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

/** As good as the model in use on sentences that neither has seen, and nothing broken that must not break. */
function isFine(report: Evaluation | null): boolean {
  const before = report?.comparison
  const worse = before ? before.accuracyAgainst - before.accuracy : 0
  return worse <= TOLERANCE && report?.guards?.kept !== false
}

/** The first model of an installation, or of a new version of the software: there is nothing to compare it with. */
export async function storeFirst(deps: TrainDeps, inputs: Inputs, trained: Trained, by: By): Promise<ModelVersion> {
  return deps.database.transaction(async (tx) => {
    const options: TrainOptions = { trigger: 'content', note: '', by, release: 'always' }
    // A node that started at the same moment may have been faster.
    await lockReleases(tx)
    const same = await findByInputs(tx, deps.kind, inputs.inputsHash, deps.engine)
    if (same) return releaseVersion(tx, deps.audit, same.id, by, deps.engine, 'automatic')
    const version = await insertVersion(tx, versionRow(deps, options, { ...inputs, trained }))
    return releaseVersion(tx, deps.audit, version.id, by, deps.engine, 'automatic')
  })
}

function versionRow({ kind, engine }: TrainDeps, options: TrainOptions, ready: Ready) {
  const { trained } = ready
  return {
    id: newId(),
    kind,
    data: trained.model,
    evaluator: trained.evaluator,
    training_set: ready.trainingSet,
    inputs_hash: ready.inputsHash,
    content_hash: ready.contentHash,
    engine,
    intents: ready.intents,
    examples: ready.examples,
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
