import { recordAudit } from '#governance/record-audit.ts'
import { type LearningSettings, learningSettings } from '#learning/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import { settings } from '#platform/settings/settings.ts'

const KEY = 'learning'
const USUAL: LearningSettings = { secondShare: 0.1 }

export async function readLearningSettings(db: Queryable): Promise<LearningSettings> {
  const stored = learningSettings.safeParse(await settings.read(db, KEY))
  return stored.success ? stored.data : USUAL
}

export async function writeLearningSettings(
  tx: Tx,
  value: LearningSettings,
  by: { actor: string; ip: string },
): Promise<LearningSettings> {
  await settings.write(tx, KEY, value)
  await recordAudit(tx, { ...by, action: 'learning.configured', target: 'learning', detail: value })
  return value
}
