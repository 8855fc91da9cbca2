import assert from 'node:assert/strict'
import { after, afterEach, describe, it } from 'node:test'
import { openTestShop } from '../open-test-shop.ts'

const shop = await openTestShop()
after(() => shop.close())
afterEach(() => shop.call('POST /__outage', { mode: 'off' }))

describe('the fault switch', () => {
  it('takes the business system down while the pages stay up', async () => {
    await shop.call('POST /__outage', { mode: 'down' })
    const reply = await shop.call('GET /api/orders/HM10001001')
    assert.deepEqual([reply.status, reply.body.error.code], [503, 'unavailable'])
    assert.ok(reply.headers.get('retry-after'))
    assert.equal((await shop.page('/')).status, 200)
    await shop.call('POST /__outage', { mode: 'off' })
    assert.equal((await shop.call('GET /api/orders/HM10001001')).status, 200)
  })

  it('changes nothing while it is down', async () => {
    await shop.call('POST /__outage', { mode: 'down' })
    assert.equal((await shop.call('POST /api/orders/HM10001003/cancel', { reason: 'x' })).status, 503)
    await shop.call('POST /__outage', { mode: 'off' })
    assert.equal((await shop.call('GET /api/orders/HM10001003')).body.status, 'paid')
  })

  it('makes calls slow, by as much as is asked for', async () => {
    await shop.call('POST /__outage', { mode: 'slow', delayMs: 150 })
    const from = performance.now()
    assert.equal((await shop.call('GET /api/orders/HM10001001')).status, 200)
    assert.ok(performance.now() - from >= 140)
  })

  it('does not keep a stopping shop waiting', async () => {
    const slow = await openTestShop()
    await slow.call('POST /__outage', { mode: 'slow' })
    const hanging = slow.call('GET /api/orders/HM10001001').catch(() => 'cut')
    await new Promise((resolve) => setTimeout(resolve, 50))
    const from = performance.now()
    await slow.close()
    await hanging
    assert.ok(performance.now() - from < 2000)
  })

  it('refuses a mode it does not have', async () => {
    assert.equal((await shop.call('POST /__outage', { mode: 'sideways' })).status, 400)
  })
})
