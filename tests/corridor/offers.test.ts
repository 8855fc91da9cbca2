import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Conversation } from '#conversations/contract.ts'
import type { StrategyMatrix, TreatmentNow } from '#emotion/strategy/contract.ts'
import type { Ticket } from '#tickets/contract.ts'
import { openTalk } from '../conversations/talk.ts'
import { startInProcess } from '../harness/in-process.ts'
import { IDENTITY_SECRET } from '../harness/start-server.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

let server: Awaited<ReturnType<typeof startInProcess>>
let admin: TeamClient
let supervisor: string
before(async () => {
  server = await startInProcess(KIND)
  admin = await signIn(server.url, 'admin')
  const permissions = ['conversations.read', 'conversations.read-all', 'conversations.assign', 'conversations.reply']
  supervisor = (await admin.http<{ key: string }>('/api/api-keys', { body: { name: 'offers', permissions } })).key
  for (const pack of ['travel', 'finance']) await admin.http(`/api/packs/${pack}/install`, { body: {} })
})
after(() => server?.stop())

/** Lets one line decide for whoever is furious, with the offers of these lines of the packs. */
async function release(...from: string[]) {
  const { lines } = await admin.http<StrategyMatrix>('/api/strategies')
  const offers = from.flatMap((id) => lines.find((line) => line.id === id)!.treat.offers)
  const kept = lines.map(({ origin: _, ...line }) => ({ ...line, enabled: false }))
  const treat = { ...kept[0]!.treat, serve: 'person', budget: 100, offers }
  const mine = { id: 'own.furious', title: { zh: '生气', en: 'Furious' }, when: { emotions: ['anger'] }, treat }
  await admin.http('/api/strategies/draft', { method: 'PUT', body: { lines: [...kept, mine] } })
  await admin.http('/api/strategies/release', { body: {} })
}
/** A furious customer, and who serves him. */
async function furious(customer: string) {
  const talk = await openTalk(server, { customer, language: 'zh', identitySecret: IDENTITY_SECRET, supervisor })
  const { conversationId: id } = await talk.say('气死我了！！你们就是骗子，太过分了！！！')
  await admin.http<{ conversation: Conversation }>(`/api/conversations/${id}/accept`, { body: {} })
  const now = await waitFor(async () => {
    const treatment = await admin.http<TreatmentNow>(`/api/conversations/${id}/treatment`)
    return treatment.strategy?.id === 'own.furious' && treatment
  }, 'no strategy is in force')
  const give = (n: number) =>
    admin.http<TreatmentNow>(`/api/conversations/${id}/offers`, { body: { strategyId: 'own.furious', n } })
  return { id, offers: now.offers, give }
}

test('the offers of the packs are done by their systems: paid out, applied for, or an urgent ticket', async () => {
  await release('travel.delay', 'finance.instalments', 'base.escalation')
  const { id, offers, give } = await furious('c-chen')
  assert.deepEqual(
    offers.map(({ kind }) => kind),
    ['fast-payout', 'instalments', 'priority-review'],
  )
  await give(0)
  await give(1)
  const { given } = await give(2)
  assert.deepEqual(
    given.map(({ through, issued }) => [through, issued]),
    [
      ['business', 'issued'],
      ['business', 'issued'],
      ['ticket', 'issued'],
    ],
  )
  assert.match(given[0]!.reference!, /^PF\d+$/)
  assert.match(given[1]!.reference!, /^SQ\d+$/)
  const { items } = await admin.http<{ items: Ticket[] }>(`/api/tickets?conversationId=${id}`)
  const ticket = items.find(({ number }) => String(number) === given[2]!.reference)!
  assert.deepEqual([ticket.type, ticket.priority], ['complaint', 'urgent'])
})

test('what a system refuses is said in its own words and was never given', async () => {
  const { give } = await furious('c-xu')
  await assert.rejects(give(0), /延误/)
  await assert.rejects(give(1), /500/)
  assert.deepEqual(
    (await give(2)).given.map(({ kind }) => kind),
    ['priority-review'],
  )
})
