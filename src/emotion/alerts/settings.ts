import { type AlertSettings, alertSettings } from '#emotion/alerts/contract.ts'
import type { Queryable } from '#platform/db/open.ts'
import { settings } from '#platform/settings/settings.ts'

const KEY = 'emotion.alerts'

export async function readAlertSettings(db: Queryable): Promise<AlertSettings> {
  const stored = alertSettings.safeParse((await settings.read(db, KEY)) ?? {})
  return stored.success ? stored.data : alertSettings.parse({})
}

export async function writeAlertSettings(db: Queryable, wanted: AlertSettings): Promise<void> {
  await settings.write(db, KEY, wanted)
}
