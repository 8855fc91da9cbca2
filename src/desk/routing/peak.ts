import { z } from 'zod'
import type { PolicyRules } from '#desk/routing/contract.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { settings } from '#platform/settings/settings.ts'

const KEY = 'routing.peak'
const stored = z.object({ since: z.string() })

/** What of the policy moves the bot while it is peak time. */
export type PeakShift = Pick<PolicyRules['peak'], 'answer' | 'patience'>

/** Since when so many wait that the bot's thresholds are moved; null when they are not. */
export async function readPeak(db: Queryable): Promise<{ since: string } | null> {
  return stored.safeParse(await settings.read(db, KEY)).data ?? null
}

/** Begins when enough wait and ends when half as many do, so that it does not flicker; a person may decide instead. */
export function peakAfter(
  before: boolean,
  waiting: number,
  { mode, waiting: from }: Pick<PolicyRules['peak'], 'mode' | 'waiting'>,
): boolean {
  if (mode !== 'auto') return mode === 'on'
  return before ? waiting > from / 2 : waiting >= from
}

export async function watchPeak(tx: Tx, waiting: number, { peak }: PolicyRules, now: Date): Promise<void> {
  const before = (await readPeak(tx)) !== null
  const after = peakAfter(before, waiting, peak)
  if (after === before) return
  await settings.write(tx, KEY, after ? { since: now.toISOString() } : null)
  const payload = { what: 'peak', id: after ? 'on' : 'off' }
  await appendEvents(tx, [
    { kind: 'routing.changed', conversationId: null, customerId: null, actor: 'system', payload },
  ])
  const { mode, answer, patience } = peak
  const detail = after ? { mode, waiting, answer, patience } : { mode, waiting }
  await recordAudit(tx, { actor: 'system', action: after ? 'peak.begun' : 'peak.ended', detail })
}
