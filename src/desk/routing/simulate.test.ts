import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GENERAL } from '#desk/routing/contract.ts'
import { erlangC } from '#desk/routing/erlang.ts'
import { chooseBy } from '#desk/routing/replay.ts'
import { type Arrival, simulate, summarise, type Worker } from '#desk/routing/simulate.ts'
import { GENERAL_QUEUE, STARTING_RULES } from '#desk/routing/starting-policy.ts'

const queues = [{ ...GENERAL_QUEUE, version: 1, updatedAt: '' }]
const choose = chooseBy(queues, STARTING_RULES)
const arrival = (n: number, second: number, more: Partial<Arrival> = {}): Arrival => ({
  ...{ id: `c${n}`, queueId: GENERAL, channel: 'web', language: 'zh', tier: 'regular', tags: [], skill: null },
  ...{
    priority: 0,
    reason: null,
    senior: false,
    emotion: 'none',
    waitsSince: second * 1000,
    dedicatedId: null,
    lastAgentId: null,
  },
  ...{ handleSeconds: 60, patienceSeconds: Number.POSITIVE_INFINITY },
  ...more,
})
const worker = (n: number, more: Partial<Worker> = {}): Worker => ({
  ...{ userId: `a${n}`, name: `a${n}`, presence: 'online', levels: {}, teams: [], languages: ['zh'], capacity: 1 },
  ...{ senior: false, serving: 0, channels: {}, servingOn: {}, lastGotAt: null },
  ...more,
})

test('a second customer waits for the first to end, a third without patience leaves', () => {
  const day = [arrival(1, 0), arrival(2, 10), arrival(3, 20, { patienceSeconds: 30 })]
  const served = simulate(day, [worker(1)], choose)
  const of = (id: string) => served.find((one) => one.id === id)
  assert.deepEqual([of('c1')?.waited, of('c2')?.waited, of('c3')?.waited], [0, 50, 30])
  assert.deepEqual([of('c2')?.userId, of('c3')?.userId], ['a1', null])
  const [all] = summarise(served, 20)
  assert.deepEqual([all?.arrived, all?.answered, all?.abandoned, all?.serviceLevel], [3, 2, 1, 1 / 3])
})

test('who is off shift gets nothing before his shift begins', () => {
  const served = simulate([arrival(1, 0)], [worker(1, { shifts: [{ from: 100_000, to: 900_000 }] })], choose)
  assert.equal(served[0]?.waited, 100)
})

test('nobody is lost: each arrival is answered once or gone once, and nobody serves more than he can', () => {
  const day = fc.array(
    fc.record({
      second: fc.integer({ min: 0, max: 3600 }),
      handleSeconds: fc.integer({ min: 1, max: 900 }),
      patienceSeconds: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.constant(Number.POSITIVE_INFINITY)),
      tier: fc.constantFrom('vip', 'gold', 'regular'),
    }),
    { maxLength: 60 },
  )
  const staff = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(day, staff, (list, capacities) => {
      const arrivals = list.map(({ second, ...more }, n) => arrival(n, second, more))
      const workers = capacities.map((capacity, n) => worker(n, { capacity }))
      const served = simulate(arrivals, workers, choose)
      assert.deepEqual(served.map(({ id }) => id).sort(), arrivals.map(({ id }) => id).sort())
      const byId = new Map(arrivals.map((one) => [one.id, one]))
      for (const { userId, capacity } of workers) {
        const spans = served
          .filter((one) => one.userId === userId)
          .map(({ id, waited }) => {
            const from = byId.get(id)!.waitsSince + waited * 1000
            return { from, to: from + byId.get(id)!.handleSeconds * 1000 }
          })
        for (const { from } of spans) assert.ok(spans.filter((s) => s.from <= from && from < s.to).length <= capacity)
      }
    }),
    { numRuns: 150 },
  )
})

/** The same numbers every time: a linear congruential generator. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return (state + 0.5) / 4_294_967_296
  }
}

test('with patient customers and random arrivals it waits as long as Erlang C says', () => {
  const random = chance(7)
  const random_ = (mean: number) => -Math.log(random()) * mean
  let at = 0
  const arrivals = Array.from({ length: 20_000 }, (_, n) => {
    at += random_(18)
    return arrival(n, at, { handleSeconds: random_(180) })
  })
  const workers = Array.from({ length: 14 }, (_, n) => worker(n))
  const fifo = (waiting: { id: string; waitsSince: number }[], agents: Worker[]) => {
    const free = agents.filter(({ serving }) => serving === 0)
    return waiting
      .toSorted((a, b) => a.waitsSince - b.waitsSince)
      .slice(0, free.length)
      .map(({ id }, n) => ({ id, userId: free[n]!.userId }))
  }
  const [all] = summarise(simulate(arrivals, workers, fifo), 20)
  const wanted = erlangC(14, 10, 180, 20)!
  assert.ok(Math.abs(all!.serviceLevel - wanted.serviceLevel) < 0.015, `${all!.serviceLevel}`)
  assert.ok(Math.abs(all!.averageWait - wanted.averageWait) < 1.2, `${all!.averageWait}`)
})
