import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { service as finance } from './finance/service.ts'
import { type RunningServices, startServices } from './start-services.ts'
import { service as travel } from './travel/service.ts'

let running: RunningServices
before(async () => {
  running = await startServices({ apiKey: 'key', services: [travel, finance] })
})
after(() => running.close())

/** Asks for it in the customer's name; the answer and its status. */
async function ask(path: string, key: string) {
  const response = await fetch(`${running.url}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer key', 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ reason: 'travel.delay' }),
  })
  const body = (await response.json()) as { id?: string; amount?: number; error?: { code: string } }
  return { status: response.status, ...body }
}

test('a fast payout pays by the hour up to its cap, once for a key and once for a policy, and only insured delays', async () => {
  const path = (customer: string) => `/travel/customers/${customer}/fast-payouts`
  const paid = await ask(path('c-chen'), 'one')
  assert.deepEqual([paid.status, paid.amount], [201, 500])
  assert.deepEqual(await ask(path('c-chen'), 'one'), paid)
  assert.equal((await ask(path('c-chen'), 'two')).error?.code, 'paid_already')
  assert.equal((await ask(path('c-lin'), 'three')).error?.code, 'no_delay_cover')
})

test('an application for instalments is made for what is owed, also when overdue, and once a card', async () => {
  const path = (customer: string) => `/finance/customers/${customer}/instalment-requests`
  const asked = await ask(path('c-wang'), 'one')
  assert.deepEqual([asked.status, asked.amount], [201, 3200])
  assert.deepEqual(await ask(path('c-wang'), 'one'), asked)
  assert.equal((await ask(path('c-wang'), 'two')).error?.code, 'has_request')
  assert.equal((await ask(path('c-xu'), 'three')).error?.code, 'too_small')
})
