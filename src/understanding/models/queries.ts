import { type Selectable, sql } from 'kysely'
import type { Db, Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { Evaluation, ModelKind, ModelVersion, TrainingRun } from '#understanding/models/contract.ts'

/** What a comparison needs of a version; it trains an evaluator where there is none. */
export type Stored = { trainingSet: Uint8Array; evaluator: Uint8Array | null }

type VersionRow = Selectable<Omit<Tables['model_versions'], 'data' | 'evaluator' | 'training_set'>>

const HEAD = [
  ...([
    'id',
    'kind',
    'number',
    'status',
    'inputs_hash',
    'content_hash',
    'engine',
    'intents',
    'examples',
    'report',
  ] as const),
  ...(['note', 'created_by', 'created_at', 'released_by', 'released_at'] as const),
]

function toVersion(row: VersionRow): ModelVersion {
  const report = row.report as Evaluation | null
  return {
    id: row.id,
    kind: row.kind as ModelKind,
    number: row.number,
    status: row.status as ModelVersion['status'],
    intents: row.intents,
    examples: row.examples,
    inputsHash: row.inputs_hash,
    accuracy: report?.accuracy ?? null,
    accuracyBefore: report?.comparison?.accuracyAgainst ?? null,
    note: row.note,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    releasedBy: row.released_by,
    releasedAt: row.released_at?.toISOString() ?? null,
  }
}

/** A version as it is opened: the packed model and what tells whether it still fits. */
export type Loaded = { version: ModelVersion; data: Uint8Array; engine: string; contentHash: string }

export async function loadReleased(db: Queryable, kind: ModelKind): Promise<Loaded | null> {
  const row = await db
    .selectFrom('model_versions')
    .select([...HEAD, 'data'])
    .where('kind', '=', kind)
    .where('status', '=', 'released')
    .executeTakeFirst()
  return row ? { version: toVersion(row), data: row.data, engine: row.engine, contentHash: row.content_hash } : null
}

export async function findVersion(
  db: Queryable,
  id: string,
): Promise<{ version: ModelVersion; report: Evaluation | null; engine: string } | null> {
  const row = await db.selectFrom('model_versions').select(HEAD).where('id', '=', id).executeTakeFirst()
  return row ? { version: toVersion(row), report: row.report as Evaluation | null, engine: row.engine } : null
}

/** What a comparison needs; an evaluator that other code made is left out. */
export async function findStored(
  db: Queryable,
  id: string,
  engine: string,
): Promise<(Stored & { number: number; kind: ModelKind }) | null> {
  const row = await db
    .selectFrom('model_versions')
    .select(['kind', 'number', 'training_set', 'evaluator', 'engine'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return {
    ...{ kind: row.kind as ModelKind, number: row.number, trainingSet: row.training_set },
    evaluator: row.engine === engine ? row.evaluator : null,
  }
}

/** More say little more and take their time. */
const MOST_DIALOGUES = 15_000

/** What customers wrote in the newest imported conversations, without personal data: what words mean is learnt from it. */
export async function historyTexts(db: Queryable): Promise<string[]> {
  const rows = await db
    .selectFrom('history_dialogues')
    .select('turns')
    .orderBy('id', 'desc')
    .limit(MOST_DIALOGUES)
    .execute()
  return rows.flatMap(({ turns }) =>
    (turns as { who: string; text: string }[]).filter(({ who }) => who === 'customer').map(({ text }) => text),
  )
}

type VersionPage = { kind: ModelKind; before?: number | undefined; limit: number }

export async function listVersions(db: Db, page: VersionPage): Promise<ModelVersion[]> {
  let query = db.selectFrom('model_versions').select(HEAD).where('kind', '=', page.kind)
  if (page.before) query = query.where('number', '<', page.before)
  return (await query.orderBy('number', 'desc').limit(page.limit).execute()).map(toVersion)
}

/** The newest version made from these inputs by this code, if any. */
export async function findByInputs(
  db: Queryable,
  kind: ModelKind,
  inputsHash: string,
  engine: string,
): Promise<ModelVersion | null> {
  const row = await db
    .selectFrom('model_versions')
    .select(HEAD)
    .where('kind', '=', kind)
    .where('inputs_hash', '=', inputsHash)
    .where('engine', '=', engine)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toVersion(row) : null
}

/** The version below a number that was in use most recently. */
export async function findEarlier(db: Queryable, kind: ModelKind, number: number): Promise<ModelVersion | null> {
  const row = await db
    .selectFrom('model_versions')
    .select(HEAD)
    .where('kind', '=', kind)
    .where('number', '<', number)
    .where('released_at', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? toVersion(row) : null
}

export type NewVersion = Pick<Tables['model_versions'], 'id' | 'data' | 'evaluator' | 'training_set'> & {
  kind: ModelKind
  inputs_hash: string
  content_hash: string
  engine: string
  intents: number
  examples: number
  report: Evaluation | null
  note: string
  created_by: string
}

export async function insertVersion(tx: Tx, version: NewVersion): Promise<ModelVersion> {
  const row = await tx
    .insertInto('model_versions')
    .values({
      ...version,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from model_versions where kind = ${version.kind})`,
      status: 'candidate',
      report: version.report && JSON.stringify(version.report),
    })
    .returning(HEAD)
    .executeTakeFirstOrThrow()
  return toVersion(row)
}

export async function keepEvaluator(db: Db, id: string, evaluator: Uint8Array): Promise<void> {
  await db.updateTable('model_versions').set({ evaluator }).where('id', '=', id).execute()
}

/** The one before is retired; there is always one released version. */
export async function markReleased(tx: Tx, kind: ModelKind, id: string, by: string): Promise<void> {
  await tx
    .updateTable('model_versions')
    .set({ status: 'retired' })
    .where('kind', '=', kind)
    .where('status', '=', 'released')
    .execute()
  await tx
    .updateTable('model_versions')
    .set({ status: 'released', released_by: by, released_at: new Date() })
    .where('id', '=', id)
    .execute()
}

/** Old versions that are not in use go, so that the database does not grow with every article. */
export async function forgetVersions(tx: Tx, kind: ModelKind, keep: number): Promise<void> {
  await tx
    .deleteFrom('model_versions')
    .where('kind', '=', kind)
    .where('status', '!=', 'released')
    .where('number', 'not in', (eb) =>
      eb.selectFrom('model_versions').select('number').where('kind', '=', kind).orderBy('number', 'desc').limit(keep),
    )
    .execute()
}

/** One release at a time, whatever the node; held until the transaction ends. */
export async function lockReleases(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7240002)`.execute(tx)
}

const toRun = (row: Selectable<Tables['training_runs']>): TrainingRun => ({
  id: row.id,
  kind: row.kind as ModelKind,
  state: row.state as TrainingRun['state'],
  trigger: row.trigger as TrainingRun['trigger'],
  step: row.step as TrainingRun['step'],
  progress: row.progress,
  versionId: row.version_id,
  outcome: row.outcome as TrainingRun['outcome'],
  error: row.error,
  note: row.note,
  startedBy: row.started_by,
  startedAt: row.started_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

type NewRun = { id: string; kind: ModelKind; trigger: string; note: string; startedBy: string }

/** Null when another training runs. One whose node has not been heard of for `staleMs` is given up first. */
export async function beginRun(tx: Tx, run: NewRun, staleMs: number): Promise<TrainingRun | null> {
  await tx
    .updateTable('training_runs')
    .set({ state: 'failed', step: 'ended', error: 'the node stopped', ended_at: new Date() })
    .where('state', '=', 'running')
    .where('heartbeat_at', '<', new Date(Date.now() - staleMs))
    .execute()
  const row = await tx
    .insertInto('training_runs')
    .values({
      id: run.id,
      kind: run.kind,
      state: 'running',
      trigger: run.trigger,
      step: 'reading',
      note: run.note,
      started_by: run.startedBy,
    })
    .onConflict((oc) => oc.doNothing())
    .returningAll()
    .executeTakeFirst()
  return row ? toRun(row) : null
}

export type RunPatch = Partial<Pick<TrainingRun, 'state' | 'step' | 'progress' | 'versionId' | 'outcome' | 'error'>>

/** Null when the run has been given up meanwhile. */
export async function updateRun(tx: Tx, id: string, patch: RunPatch): Promise<TrainingRun | null> {
  const { versionId, ...rest } = patch
  const row = await tx
    .updateTable('training_runs')
    .set({
      ...rest,
      ...(versionId !== undefined && { version_id: versionId }),
      ...(patch.state && patch.state !== 'running' && { ended_at: new Date(), step: 'ended' }),
      heartbeat_at: new Date(),
    })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returningAll()
    .executeTakeFirst()
  return row ? toRun(row) : null
}

export async function beatRun(db: Db, id: string): Promise<void> {
  await db.updateTable('training_runs').set({ heartbeat_at: new Date() }).where('id', '=', id).execute()
}

export async function findRun(db: Queryable, id: string): Promise<TrainingRun | null> {
  const row = await db.selectFrom('training_runs').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toRun(row) : null
}

type RunPage = { kind?: ModelKind | undefined; before?: { at: string; id: string }; limit: number }

export async function listRuns(db: Db, { kind, before, limit }: RunPage): Promise<TrainingRun[]> {
  const started = sql<Date>`date_trunc('milliseconds', started_at)`
  let query = db.selectFrom('training_runs').selectAll()
  if (kind) query = query.where('kind', '=', kind)
  if (before) {
    const at = new Date(before.at)
    query = query.where((eb) => eb.or([eb(started, '<', at), eb.and([eb(started, '=', at), eb('id', '<', before.id)])]))
  }
  return (await query.orderBy(started, 'desc').orderBy('id', 'desc').limit(limit).execute()).map(toRun)
}
