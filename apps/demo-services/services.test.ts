import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readOperations } from '../../src/business/openapi-document.ts'
import { library } from './library-service.ts'
import { findServices, type RunningServices, startServices } from './start-services.ts'

let running: RunningServices
before(async () => {
  running = await startServices({ apiKey: 'key', services: [library] })
})
after(() => running.close())

const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${running.url}/library${path}`, {
    method,
    headers: {
      authorization: 'Bearer key',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return {
    status: response.status,
    body: (await response.json()) as Record<string, never> & { error?: { code: string } },
  }
}
const renewal = { days: 7, channel: 'chat' }

test('a service describes itself so that a connector can use it', async () => {
  const operations = readOperations(await (await fetch(`${running.url}/library/openapi.json`)).text())
  assert.deepEqual([...operations.keys()], ['listBooks', 'getBook', 'renewBook'])
  const renew = operations.get('renewBook')
  assert.deepEqual([renew?.method, renew?.path, renew?.takesKey], ['POST', '/books/{bookId}/renewals', true])
})

test('without the key nothing is told', async () => {
  const refused = await call('GET', '/books/B1', undefined, { authorization: 'Bearer other' })
  assert.deepEqual([refused.status, refused.body.error?.code], [401, 'unauthorized'])
})

test('one key acts once, and a refusal of a rule is remembered as well', async () => {
  const key = { 'idempotency-key': 'k1' }
  const first = await call('POST', '/books/B1/renewals', renewal, key)
  assert.equal(first.status, 201)
  assert.deepEqual(await call('POST', '/books/B1/renewals', renewal, key), first)
  const other = await call('POST', '/books/B1/renewals', { ...renewal, days: 8 }, key)
  assert.deepEqual([other.status, other.body.error?.code], [422, 'idempotency_mismatch'])
  const again = await call('POST', '/books/B1/renewals', renewal, { 'idempotency-key': 'k2' })
  assert.deepEqual([again.status, again.body.error?.code], [409, 'renewed_already'])
  await call('POST', '/__reset', {})
  assert.equal((await call('POST', '/books/B1/renewals', renewal, { 'idempotency-key': 'k2' })).status, 201)
})

test('what is malformed is refused with the names of the fields', async () => {
  const refused = await call('POST', '/books/B2/renewals', { days: 0 })
  assert.deepEqual([refused.status, refused.body.error?.code], [400, 'invalid'])
  assert.match(JSON.stringify(refused.body), /days, channel/)
})

test('an outage is switched on and off', async () => {
  await call('POST', '/__outage', { mode: 'down' })
  assert.equal((await call('GET', '/books/B1')).status, 503)
  await call('POST', '/__outage', { mode: 'off' })
  assert.equal((await call('GET', '/books/B1')).status, 200)
})

test('every service that lies here declares the refusals it throws and seeds itself', async () => {
  const services = await findServices()
  const all = await startServices({ apiKey: 'key', services })
  try {
    for (const service of services) {
      const document = await (await fetch(`${all.url}/${service.id}/openapi.json`)).text()
      assert.equal(readOperations(document).size, service.operations.length, service.id)
      const known = new Set([...Object.keys(service.refusals), 'not_found', 'invalid'])
      const unknown = service.operations.flatMap(({ id, errors }) =>
        errors.filter((code) => !known.has(code)).map((code) => `${service.id} ${id} ${code}`),
      )
      assert.deepEqual(unknown, [])
    }
  } finally {
    await all.close()
  }
})
