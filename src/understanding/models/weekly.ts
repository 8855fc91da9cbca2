import type { Audit } from '#governance/contract.ts'
import type { Database, Queryable, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { settings } from '#platform/settings/settings.ts'
import { type TrainingSchedule, trainingSchedule } from '#understanding/models/contract.ts'
import { hasLabels } from '#understanding/models/labels/labels.ts'
import type { Models } from '#understanding/models/open-understanding.ts'
import { type By, SYSTEM } from '#understanding/models/release.ts'

const SCHEDULE = 'training.schedule'
const LAST = 'training.last-week'
/** Monday, three in the morning. */
const USUAL: TrainingSchedule = { on: true, day: 1, hour: 3 }
const HOUR = 3_600_000
const CHINA = 8 * HOUR

export async function readSchedule(db: Queryable): Promise<TrainingSchedule> {
  const stored = trainingSchedule.safeParse(await settings.read(db, SCHEDULE))
  return stored.success ? stored.data : USUAL
}

export async function writeSchedule(
  tx: Tx,
  audit: Audit,
  schedule: TrainingSchedule,
  by: By,
): Promise<TrainingSchedule> {
  await settings.write(tx, SCHEDULE, schedule)
  await audit(tx, { ...by, action: 'training.scheduled', target: 'training', detail: schedule })
  return schedule
}

/**
 * Trains when the hour of the week has come, once across all nodes: whoever writes the hour first does it. The result
 * is released when it is not worse.
 */
export async function trainWeekly(database: Database, models: Models, now = new Date()): Promise<boolean> {
  const schedule = await readSchedule(database.db)
  const local = new Date(now.getTime() + CHINA)
  if (!schedule.on || local.getUTCDay() !== schedule.day || local.getUTCHours() !== schedule.hour) return false
  const slot = local.toISOString().slice(0, 13)
  if (!(await settings.write(database.db, LAST, slot))) return false
  const options = { trigger: 'weekly', note: '', by: SYSTEM, release: 'not-worse' } as const
  try {
    await models.train(options)
  } catch (error) {
    // Another training is at it with the same examples.
    if (!(error instanceof AppError) || error.code !== 'training_running') throw error
  }
  // Feelings after it, where people label them.
  if (models.current('emotion').examples || (await hasLabels(database.db)))
    await models.trainLater({ ...options, kind: 'emotion' })
  return true
}
