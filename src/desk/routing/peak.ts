import type { PolicyRules } from '#desk/routing/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { settings } from '#platform/settings/settings.ts'

const KEY = 'routing.peak'

/** Whether so many wait that the bot should take what it can. */
export async function isPeak(db: Queryable): Promise<boolean> {
  return (await settings.read(db, KEY)) === true
}

/** Begins when enough wait and ends when half as many do, so that it does not flicker; a person may decide instead. */
export function peakAfter(before: boolean, waiting: number, { mode, waiting: from }: PolicyRules['peak']): boolean {
  if (mode !== 'auto') return mode === 'on'
  return before ? waiting > from / 2 : waiting >= from
}

export async function watchPeak(tx: Tx, waiting: number, rules: PolicyRules): Promise<void> {
  const before = await isPeak(tx)
  const after = peakAfter(before, waiting, rules.peak)
  if (after === before || !(await settings.write(tx, KEY, after))) return
  const payload = { what: 'peak', id: after ? 'on' : 'off' }
  await appendEvents(tx, [
    { kind: 'routing.changed', conversationId: null, customerId: null, actor: 'system', payload },
  ])
}
