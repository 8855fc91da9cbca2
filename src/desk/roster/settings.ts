import { type RosterSettings, rosterSettings } from '#desk/roster/contract.ts'
import { type By, tellRoster } from '#desk/roster/tell-roster.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import { settings } from '#platform/settings/settings.ts'

const KEY = 'desk.roster'

/** Eleven hours of rest and forty of work are usual; the house may say otherwise. */
const USUAL: RosterSettings = {
  ...{ timeZone: 'Asia/Shanghai', restHours: 11, weeklyHours: 40 },
  ...{ handleSeconds: null, chatsAtOnce: 3, withinSeconds: 20, share: 0.8 },
}

export async function readRosterSettings(db: Queryable): Promise<RosterSettings> {
  const kept = rosterSettings.safeParse(await settings.read(db, KEY))
  return kept.success ? kept.data : USUAL
}

export async function writeRosterSettings(tx: Tx, next: RosterSettings, by: By): Promise<RosterSettings> {
  await settings.write(tx, KEY, next)
  await tellRoster(tx, { what: 'settings', monday: null }, by, { action: 'roster.settings', target: `setting:${KEY}` })
  return next
}
