import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openConversations } from '#conversations/change.ts'
import { openTestConversation } from '#conversations/testing.ts'
import { seedCustomers } from '#customers/seed.ts'
import { notify } from '#desk/notifications/follow-mentions.ts'
import { listNotifications } from '#desk/notifications/queries.ts'
import { actOnAlert } from '#emotion/alerts/act.ts'
import { alertsByIds, listAlerts } from '#emotion/alerts/alert-queries.ts'
import { runAlertClock } from '#emotion/alerts/clock.ts'
import type { Alert, AlertAct } from '#emotion/alerts/contract.ts'
import { endAlertOf, raiseAlerts } from '#emotion/alerts/raise.ts'
import { writeAlertSettings } from '#emotion/alerts/settings.ts'
import { worsening } from '#emotion/alerts/worsening.ts'
import type { EmotionSignal } from '#emotion/contract.ts'
import { observe } from '#emotion/observe.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { newId } from '#platform/id.ts'
import { ledger } from '#platform/ledger/read.ts'
import { seedTeam } from '#team/seed.ts'

let database: Database
before(async () => {
  database = await openTestDatabase()
})
after(() => database.close())

const message = (seq: number, intensity: number, at = Date.now() - 60_000 + seq * 2000): EmotionSignal => ({
  key: `text:${seq}`,
  source: 'text',
  at,
  seq,
  label: intensity > 0.3 ? 'anger' : 'neutral',
  intensity,
  weight: 1,
  words: [],
})
async function say(conversationId: string, ...signals: EmotionSignal[]): Promise<void> {
  for (const signal of signals)
    await observe(database, [{ conversationId, customerId: 'c', observed: { signal } }], Date.now(), raiseAlerts)
}
const alertOf = async (conversationId: string): Promise<Alert | undefined> =>
  [
    ...(await listAlerts(database.db, { open: true, limit: 100 })),
    ...(await listAlerts(database.db, { open: false, limit: 100 })),
  ].find((one) => one.conversationId === conversationId)
const act = (id: string, what: AlertAct, userId = 'fang') =>
  database.transaction((tx) => actOnAlert(tx, id, what, { actor: `user:${userId}`, userId }))
const told = async (conversationId: string) =>
  (await ledger.of(database.db, { conversationId, limit: 50 }))
    .filter(({ kind }) => kind.startsWith('alert.'))
    .map(({ kind, payload }) => (kind === 'alert.raised' ? 'raised' : String(payload.what)))
    .reverse()
const raised = async () => {
  const id = newId()
  await say(id, message(1, 0.95), message(2, 0.95), message(3, 0.95))
  return (await alertOf(id))!
}

test('each rule fires on what it is about, and calm customers on none', () => {
  assert.equal(worsening([message(1, 0), message(2, 0.1), message(3, 0.05)]), null)
  assert.equal(worsening([message(1, 0.9)])?.rule, 'level')
  assert.equal(worsening([message(1, 0), message(2, 0.95)])?.severity, 'critical')
  assert.equal(worsening([message(1, 0), message(2, 0.8)]), null)
  const ratio = worsening([message(1, 0), message(2, 0), message(3, 0.5), message(4, 0.5), message(5, 0.5)])
  assert.deepEqual([ratio?.rule, ratio?.from, ratio?.to], ['ratio', 0, 0.6])
  const slope = worsening([message(1, 0), message(2, 0.45), message(3, 0.62)])
  assert.equal(slope?.rule, 'slope')
  assert.ok(slope && slope.predicted !== null && slope.predicted > slope.score)
})

test('a conversation that worsens raises one alert, however many nodes see it', async () => {
  const id = newId()
  const signals = [message(1, 0.1), message(2, 0.9), message(3, 0.95)]
  const observations = signals.map((signal) => ({ conversationId: id, customerId: 'c', observed: { signal } }))
  await Promise.all([1, 2, 3].map(() => observe(database, observations, Date.now(), raiseAlerts)))
  assert.deepEqual(await told(id), ['raised'])
  assert.equal((await alertOf(id))?.raisedSeq, 3)
})

test('what was said long ago raises nothing', async () => {
  const id = newId()
  await say(id, message(1, 0.95, Date.now() - 3_600_000))
  assert.equal(await alertOf(id), undefined)
})

test('of two who claim at once one gets it; only he may let it go', async () => {
  const { id, conversationId } = await raised()
  const claims = await Promise.allSettled([act(id, { what: 'claim' }, 'fang'), act(id, { what: 'claim' }, 'wei')])
  assert.deepEqual(claims.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const winner = (await alertOf(conversationId))!.claimedBy!
  const loser = winner === 'fang' ? 'wei' : 'fang'
  await assert.rejects(act(id, { what: 'claim' }, loser), { code: 'alert_claimed' })
  await act(id, { what: 'claim' }, winner)
  await act(id, { what: 'release' }, winner)
  await act(id, { what: 'close', reason: 'handled' }, loser)
  await assert.rejects(act(id, { what: 'claim' }, winner), { code: 'alert_over' })
  assert.deepEqual(await told(conversationId), ['raised', 'claimed', 'released', 'closed'])
})

test('unclaimed it escalates again and again, then rests; claimed it does not', async () => {
  const { id, conversationId } = await raised()
  const claimed = await raised()
  await act(claimed.id, { what: 'claim' })
  const start = Date.now()
  for (let minutes = 3; minutes <= 30; minutes += 3)
    await Promise.all([1, 2].map(() => runAlertClock(database, new Date(start + minutes * 60_000))))
  assert.deepEqual(await told(conversationId), ['raised', 'escalated', 'escalated', 'escalated'])
  assert.equal((await alertsByIds(database.db, [id]))[0]?.escalations, 3)
  assert.deepEqual(await told(claimed.conversationId), ['raised', 'claimed'])
})

test('it escalates after the time that was set, to those who were named, who find it in their bells', async () => {
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  const conversationId = await openTestConversation(openConversations(database), {})
  await writeAlertSettings(database.db, { escalateAfterSeconds: 600, escalations: 1, escalateTo: ['fang'] })
  await say(conversationId, message(1, 0), message(2, 0.9), message(3, 0.9))
  const start = Date.now()
  await runAlertClock(database, new Date(start + 500_000))
  assert.deepEqual(await told(conversationId), ['raised'])
  for (const seconds of [620, 1300]) await runAlertClock(database, new Date(start + seconds * 1000))
  assert.deepEqual(await told(conversationId), ['raised', 'escalated'])
  const events = await ledger.of(database.db, { conversationId, kinds: ['alert.changed'], limit: 5 })
  await notify(database, events)
  await notify(database, events)
  const bell = await listNotifications(database.db, 'fang', 5)
  assert.deepEqual(
    bell.map(({ kind, conversationId: about }) => [kind, about]),
    [['escalated', conversationId]],
  )
  assert.deepEqual(await listNotifications(database.db, 'lina', 5), [])
  await writeAlertSettings(database.db, { escalateAfterSeconds: 120, escalations: 3, escalateTo: [] })
})

test('a snoozed alert comes back', async () => {
  const { id, conversationId } = await raised()
  await act(id, { what: 'snooze', minutes: 10 })
  await runAlertClock(database, new Date(Date.now() + 5 * 60_000))
  assert.equal((await alertOf(conversationId))?.status, 'snoozed')
  await runAlertClock(database, new Date(Date.now() + 11 * 60_000))
  assert.equal((await alertOf(conversationId))?.status, 'open')
  assert.deepEqual((await told(conversationId)).slice(0, 3), ['raised', 'snoozed', 'woken'])
})

test('a customer who calms down, or leaves, ends his alert', async () => {
  const calmed = await raised()
  await say(calmed.conversationId, ...[4, 5, 6, 7, 8].map((seq) => message(seq, 0)))
  assert.equal((await alertOf(calmed.conversationId))?.closeReason, 'calmed')
  const left = await raised()
  await database.transaction((tx) => endAlertOf(tx, left.conversationId))
  await database.transaction((tx) => endAlertOf(tx, left.conversationId))
  assert.deepEqual(await told(left.conversationId), ['raised', 'closed'])
})

test('a warning that becomes critical says so; a closed alert rests unless it gets worse', async () => {
  const id = newId()
  await say(id, message(1, 0), message(2, 0), message(3, 0.5), message(4, 0.5), message(5, 0.5))
  assert.equal((await alertOf(id))?.severity, 'warning')
  await say(id, message(6, 0.85), message(7, 0.85))
  assert.equal((await alertOf(id))?.severity, 'critical')
  await act((await alertOf(id))!.id, { what: 'close', reason: 'false-alarm' })
  await say(id, message(8, 0.9))
  assert.deepEqual(await told(id), ['raised', 'worsened', 'closed'])
})
