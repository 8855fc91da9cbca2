import type { Audit } from '#governance/contract.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { settings } from '#platform/settings/settings.ts'
import type { ModelKind, ModelVersion } from '#understanding/models/contract.ts'
import { findEarlier, findVersion, loadReleased, lockReleases, markReleased } from '#understanding/models/queries.ts'

export type By = { actor: string; ip: string }
export const SYSTEM: By = { actor: 'system', ip: '' }

type What = 'released' | 'rolled-back' | 'automatic'

/** After a roll-back nothing is released by itself until somebody releases a version again. */
const AUTOMATIC: Record<ModelKind, string> = { intent: 'models.automatic', emotion: 'models.automatic.emotion' }
export const releasesItself = async (tx: Tx, kind: ModelKind): Promise<boolean> =>
  (await settings.read(tx, AUTOMATIC[kind])) !== false

/** Makes a version the one that answers; nodes hear of it by the event. Throws not_found, model_outdated. */
export async function releaseVersion(
  tx: Tx,
  audit: Audit,
  id: string,
  by: By,
  engine: string,
  what: What = 'released',
) {
  await lockReleases(tx)
  const found = await findVersion(tx, id)
  if (!found) throw new AppError('not_found')
  // Made by an earlier version of the software: its numbers would mean something else now.
  if (found.engine !== engine) throw new AppError('model_outdated')
  if (found.version.status === 'released') return found.version
  return markAndTell(tx, audit, found.version, by, what)
}

/** Back to the version that was in use before the present one. Throws not_found when there is none. */
export async function rollBackVersion(
  tx: Tx,
  audit: Audit,
  kind: ModelKind,
  by: By,
  engine: string,
): Promise<ModelVersion> {
  await lockReleases(tx)
  const current = await loadReleased(tx, kind)
  const earlier = current && (await findEarlier(tx, kind, current.version.number))
  if (!earlier) throw new AppError('not_found')
  return releaseVersion(tx, audit, earlier.id, by, engine, 'rolled-back')
}

async function markAndTell(tx: Tx, audit: Audit, version: ModelVersion, by: By, what: What): Promise<ModelVersion> {
  const { kind } = version
  await markReleased(tx, kind, version.id, by.actor)
  if (what !== 'automatic') await settings.write(tx, AUTOMATIC[kind], what === 'released')
  const payload = { versionId: version.id, kind, number: version.number, what }
  await appendEvents(tx, [{ kind: 'model.released', conversationId: null, customerId: null, actor: by.actor, payload }])
  await audit(tx, {
    ...by,
    action: `model.${what}`,
    target: `model:${version.id}`,
    detail: { kind, number: version.number },
  })
  const released = await findVersion(tx, version.id)
  return released!.version
}
