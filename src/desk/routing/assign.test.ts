import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { assign, rank } from '#desk/routing/assign.ts'
import { GENERAL, type PolicyRules, type Queue } from '#desk/routing/contract.ts'
import { type Candidate, score } from '#desk/routing/score.ts'
import { GENERAL_QUEUE, STARTING_RULES } from '#desk/routing/starting-policy.ts'
import { overtakenUntil, urgencyOf, type Waiting } from '#desk/routing/urgency.ts'

const NOW = Date.UTC(2026, 10, 28, 2)
const queue = (id: string, more: Partial<Queue> = {}): Queue => ({
  ...GENERAL_QUEUE,
  mode: 'auto',
  version: 1,
  updatedAt: '',
  ...more,
  id,
})
const waiting = (id: string, more: Partial<Waiting> = {}): Waiting => ({
  ...{ id, queueId: GENERAL, channel: 'web', language: 'zh', tier: 'regular', tags: [], skill: null, priority: 0 },
  ...{
    reason: null,
    senior: false,
    emotion: 'none',
    waitsSince: NOW,
    passed: [],
    dedicatedId: null,
    lastAgentId: null,
  },
  ...more,
})
const agent = (userId: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{
    userId,
    name: userId,
    presence: 'online',
    levels: {},
    senior: false,
    teams: [],
    languages: ['zh'],
    capacity: 5,
    serving: 0,
  },
  ...{ channels: {}, servingOn: {}, lastGotAt: null },
  ...more,
})
const one = (list: Waiting[], agents: Candidate[], queues = [queue(GENERAL)], rules = STARTING_RULES) =>
  assign(list, agents, new Map(queues.map((q) => [q.id, q])), rules, NOW)

test('the VIP who came last is served first, the angry one second, then who waited longest', () => {
  const list = [
    waiting('old', { waitsSince: NOW - 120_000 }),
    waiting('new'),
    waiting('angry', { emotion: 'high' }),
    waiting('vip', { tier: 'vip', emotion: 'low' }),
  ]
  const order = rank(list, new Map([[GENERAL, queue(GENERAL)]]), STARTING_RULES, NOW).map(({ waiting: w }) => w.id)
  assert.deepEqual(order, ['vip', 'angry', 'old', 'new'])
  assert.deepEqual(
    one(list, [agent('a', { capacity: 2 })]).map(({ waiting: w }) => w.id),
    ['vip', 'angry'],
  )
})

test('his own agent, then the last one, then the better and freer one gets it, and the reason is told', () => {
  const staff = [
    agent('busy', { serving: 4, levels: { refund: 5 } }),
    agent('free', { levels: { refund: 3 } }),
    agent('last', { serving: 3, levels: { refund: 3 } }),
    agent('own', { serving: 4, levels: { refund: 1 } }),
  ]
  const ask = (more: Partial<Waiting>) => one([waiting('w', { skill: 'refund', ...more })], staff)[0]!
  assert.deepEqual([ask({}).userId, ask({}).why], ['free', 'best-fit'])
  assert.deepEqual([ask({ lastAgentId: 'last' }).userId, ask({ lastAgentId: 'last' }).why], ['last', 'last-agent'])
  assert.deepEqual([ask({ dedicatedId: 'own' }).userId, ask({ dedicatedId: 'own' }).why], ['own', 'dedicated'])
  const { candidates } = ask({})
  assert.equal(candidates.length, 4)
  for (const { score: points, parts } of candidates)
    assert.ok(Math.abs(points! - Object.values(parts).reduce((a, b) => a + b, 0)) < 0.05)
})

test('a level, a language and a team exclude; level and language give way after a while, the team never', () => {
  const strict = queue(GENERAL, { skills: [{ skill: 'fraud', level: 4 }], teams: ['risk'] })
  const asked = { queue: strict, overflow: null }
  const why = (more: Partial<Candidate>, since = NOW) =>
    score(agent('a', more), waiting('w', { language: 'en', waitsSince: since }), asked, STARTING_RULES, NOW).excluded
  const late = NOW - STARTING_RULES.relaxAfterSeconds * 1000
  assert.equal(why({ levels: { fraud: 5 }, languages: ['en'] }), 'team')
  assert.equal(why({ levels: { fraud: 3 }, languages: ['en'], teams: ['risk'] }), 'skill')
  assert.equal(why({ levels: { fraud: 4 }, teams: ['risk'] }), 'language')
  assert.equal(why({ levels: { fraud: 3 }, teams: ['risk'] }, late), null)
  assert.equal(why({ teams: ['risk'] }, late), 'skill')
  assert.equal(why({ levels: { fraud: 5 } }, late), 'team')
})

test('the overflow queue helps only after its time', () => {
  const queues = [
    queue(GENERAL, { teams: ['b'] }),
    queue('vip', { teams: ['a'], overflow: { queueId: GENERAL, afterSeconds: 60 } }),
  ]
  const ask = (since: number) =>
    one([waiting('w', { queueId: 'vip', waitsSince: since })], [agent('x', { teams: ['b'] })], queues)
  assert.equal(ask(NOW - 59_000).length, 0)
  assert.deepEqual([ask(NOW - 60_000)[0]?.userId, ask(NOW - 60_000)[0]?.why], ['x', 'overflow'])
})

test('an ordinary customer waits a moment for his own agent who is full, an urgent one does not', () => {
  const staff = [agent('own', { capacity: 1, serving: 1 }), agent('other')]
  const ask = (more: Partial<Waiting>) => one([waiting('w', { dedicatedId: 'own', ...more })], staff)[0]?.userId
  assert.equal(ask({}), undefined)
  assert.equal(ask({ waitsSince: NOW - STARTING_RULES.dedicatedWaitSeconds * 1000 }), 'other')
  assert.equal(ask({ tier: 'vip' }), 'other')
})

test('who is to have somebody senior gets him by mark or by level, waits a while for him, and nobody waits for none', () => {
  const staff = [
    agent('free'),
    agent('chief', { senior: true, serving: 4 }),
    agent('expert', { serving: 4, levels: { refund: 4 } }),
  ]
  const ask = (more: Partial<Waiting>, agents = staff) => one([waiting('w', { senior: true, ...more })], agents)[0]
  assert.deepEqual([ask({})?.userId, ask({})?.why], ['chief', 'senior'])
  assert.equal(ask({ senior: false })?.userId, 'free')
  assert.equal(ask({ skill: 'refund', passed: ['chief'] })?.userId, 'expert')
  assert.equal(ask({})?.candidates.find(({ userId }) => userId === 'free')?.excluded, 'senior')
  const busy = staff.map((one) => ({ ...one, capacity: one.userId === 'free' ? 5 : 4 }))
  assert.equal(ask({}, busy), undefined)
  const late = NOW - STARTING_RULES.seniorWaitSeconds * 1000
  assert.deepEqual(
    [ask({ waitsSince: late }, busy)?.userId, ask({ waitsSince: late }, busy)?.why],
    ['free', 'only-one'],
  )
  assert.equal(ask({}, [agent('free'), agent('chief', { senior: true, presence: 'away' })])?.userId, 'free')
})

const skills = ['refund', 'technical', 'fraud']
const anyWaiting = fc.record({
  queueId: fc.constantFrom(GENERAL, 'second'),
  channel: fc.constantFrom('web', 'phone'),
  language: fc.constantFrom('zh' as const, 'en' as const),
  tier: fc.constantFrom('vip', 'gold', 'regular'),
  tags: fc.subarray(['high-risk', 'mother']),
  skill: fc.option(fc.constantFrom(...skills)),
  priority: fc.integer({ min: 0, max: 4 }),
  reason: fc.constantFrom('requested', 'complaint', 'sensitive', null),
  senior: fc.boolean(),
  emotion: fc.constantFrom('none' as const, 'low' as const, 'medium' as const, 'high' as const),
  waitsSince: fc.integer({ min: 0, max: 3000 }).map((seconds) => NOW - seconds * 1000),
  passed: fc.subarray(['a0', 'a1']),
  dedicatedId: fc.option(fc.constantFrom('a0', 'a1', 'a2')),
  lastAgentId: fc.option(fc.constantFrom('a0', 'a3')),
})
const anyAgent = fc.record({
  presence: fc.constantFrom('online' as const, 'online' as const, 'away' as const, 'offline' as const),
  levels: fc.dictionary(fc.constantFrom(...skills), fc.integer({ min: 1, max: 5 })),
  senior: fc.boolean(),
  teams: fc.subarray(['red', 'blue']),
  languages: fc.constantFrom(['zh'], ['en', 'zh'], ['en']),
  capacity: fc.integer({ min: 1, max: 4 }),
  serving: fc.integer({ min: 0, max: 4 }),
  channels: fc.constantFrom<Record<string, number>[]>({}, { phone: 1 }, { web: 2 }),
  servingOn: fc.constantFrom<Record<string, number>[]>({}, { phone: 1 }, { web: 1 }),
  lastGotAt: fc.option(fc.integer({ min: 0, max: 1200 }).map((seconds) => NOW - seconds * 1000)),
})
const scene = fc.record({
  waiting: fc.array(anyWaiting, { maxLength: 25 }).map((list) => list.map((more, n) => waiting(`w${n}`, more))),
  agents: fc.array(anyAgent, { maxLength: 6 }).map((list) => list.map((more, n) => agent(`a${n}`, more))),
  second: fc.record({
    teams: fc.subarray(['red']),
    skills: fc.constantFrom<Queue['skills'][]>([], [{ skill: 'fraud', level: 3 }]),
    overflow: fc.option(fc.record({ queueId: fc.constant(GENERAL), afterSeconds: fc.constantFrom(30, 600) })),
  }),
})

test('nobody absent, full, unfit or asked before gets anything, and nobody is given twice', () => {
  fc.assert(
    fc.property(scene, ({ waiting: list, agents, second }) => {
      const given = one(list, agents, [queue(GENERAL), queue('second', second)])
      assert.equal(new Set(given.map(({ waiting: w }) => w.id)).size, given.length)
      for (const { userId, presence, capacity, serving, channels, servingOn } of agents) {
        const got = given.filter((it) => it.userId === userId)
        if (!got.length) continue
        assert.equal(presence, 'online')
        assert.ok(serving + got.length <= capacity)
        for (const [channel, most] of Object.entries(channels)) {
          const more = got.filter(({ waiting: w }) => w.channel === channel).length
          if (more) assert.ok((servingOn[channel] ?? 0) + more <= most)
        }
        for (const { waiting: w } of got) assert.ok(!w.passed.includes(userId))
      }
    }),
    { numRuns: 500 },
  )
})

test('an urgent one is never left waiting while an ordinary one of the same demands is served', () => {
  fc.assert(
    fc.property(scene, ({ waiting: list, agents, second }) => {
      const queues = new Map([queue(GENERAL), queue('second', second)].map((q) => [q.id, q]))
      const given = assign(list, agents, queues, STARTING_RULES, NOW)
      const served = new Set(given.map(({ waiting: w }) => w.id))
      const isUrgent = (w: Waiting) => urgencyOf(w, queues.get(w.queueId)!, STARTING_RULES, NOW).urgent
      const demands = (w: Waiting) => JSON.stringify([w.queueId, w.channel, w.language, w.skill, w.senior])
      for (const left of list.filter((w) => !served.has(w.id) && isUrgent(w)))
        for (const { waiting: w, userId } of given)
          if (!isUrgent(w) && demands(w) === demands(left) && w.waitsSince >= left.waitsSince)
            assert.ok(left.passed.includes(userId), `${left.id} was left for ${w.id}`)
    }),
    { numRuns: 500 },
  )
})

test('while somebody senior who may be asked is at work, nobody else gets who is to have one, until the wait is over', () => {
  fc.assert(
    fc.property(scene, ({ waiting: list, agents }) => {
      const queues = [queue(GENERAL), queue('second')]
      const isSenior = (userId: string, w: Waiting) => {
        const found = agents.find((a) => a.userId === userId)!
        return found.senior || (w.skill !== null && (found.levels[w.skill] ?? 0) >= 4)
      }
      for (const { waiting: w, userId } of one(list, agents, queues)) {
        const waited = NOW - w.waitsSince >= STARTING_RULES.seniorWaitSeconds * 1000
        if (!w.senior || waited || isSenior(userId, w)) continue
        const there = agents.filter((a) => a.presence === 'online' && !w.passed.includes(a.userId))
        assert.deepEqual(
          there.filter((a) => isSenior(a.userId, w)).map((a) => a.userId),
          [],
          `${w.id} went to ${userId}`,
        )
      }
    }),
    { numRuns: 500 },
  )
})

test('somebody with a free and fitting hand beside him is never left waiting, except for his own agent', () => {
  fc.assert(
    fc.property(scene, ({ waiting: list, agents }) => {
      const given = one(list, agents, [queue(GENERAL), queue('second')])
      const got = (id: string) => given.filter(({ userId }) => userId === id)
      const after = agents.map((a) => ({
        ...a,
        serving: a.serving + got(a.userId).length,
        servingOn: Object.fromEntries(
          ['web', 'phone'].map((channel) => [
            channel,
            (a.servingOn[channel] ?? 0) + got(a.userId).filter(({ waiting: w }) => w.channel === channel).length,
          ]),
        ),
      }))
      const left = list.filter((w) => !given.some((it) => it.waiting.id === w.id) && !w.dedicatedId)
      assert.deepEqual(one(left, after, [queue(GENERAL), queue('second')]), [])
    }),
    { numRuns: 300 },
  )
})

const anyRules: fc.Arbitrary<PolicyRules> = fc
  .record({
    urgency: fc.record({
      ...Object.fromEntries(
        ['vip', 'risk', 'emotion', 'sla', 'priority'].map((k) => [k, fc.integer({ min: 0, max: 100 })]),
      ),
      ageing: fc.integer({ min: 1, max: 20 }),
    }),
    urgentFrom: fc.integer({ min: 1, max: 300 }),
    ageLimitMinutes: fc.integer({ min: 1, max: 60 }),
  })
  .map((more) => ({ ...STARTING_RULES, ...more }) as PolicyRules)

test('ageing bounds waiting: who comes later than the bound goes behind, whoever he is and whatever the policy', () => {
  fc.assert(
    fc.property(anyRules, anyWaiting, anyWaiting, (rules, early, late) => {
      const bound = overtakenUntil(rules) * 60_000
      const first = waiting('first', { ...early, queueId: GENERAL, waitsSince: NOW - bound - 1000 })
      const second = waiting('second', { ...late, queueId: GENERAL, waitsSince: NOW })
      const [head] = rank([second, first], new Map([[GENERAL, queue(GENERAL)]]), rules, NOW)
      assert.equal(head?.waiting.id, 'first')
    }),
  )
})
