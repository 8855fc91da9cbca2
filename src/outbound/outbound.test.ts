import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openConversations } from '#conversations/change.ts'
import { openCallers } from '#customers/callers.ts'
import { insertCustomer } from '#customers/queries.ts'
import { openAsr } from '#engines/asr/open-asr.ts'
import type { TtsEngine } from '#engines/tts/contract.ts'
import { openTts } from '#engines/tts/open-tts.ts'
import { openEnergyVad } from '#engines/vad/energy.ts'
import { listTargets } from '#outbound/attempt-queries.ts'
import { chooseAudience } from '#outbound/audience.ts'
import { importCallConsents, noteCallConsent } from '#outbound/call-consent.ts'
import { createCampaign, editCampaign, importNumbers, moveCampaign } from '#outbound/change-campaign.ts'
import { listCallConsents } from '#outbound/consent-queries.ts'
import { type CampaignPlan, campaignPlan } from '#outbound/contract.ts'
import { isStopped, stopCalling } from '#outbound/do-not-call.ts'
import { openKeys } from '#outbound/number-key.ts'
import { previewOf } from '#outbound/preview.ts'
import { findCampaign } from '#outbound/queries.ts'
import { readConsents } from '#outbound/read-consents.ts'
import { readNumbers } from '#outbound/read-numbers.ts'
import { openCampaignRunner, type RunnerDeps } from '#outbound/run-campaigns.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openLog } from '#platform/log.ts'
import { openClock } from '#voice/clock.ts'
import type { Key } from '#voice/contract.ts'
import { openCalls } from '#voice/open-calls.ts'
import { nobodyWaits } from '#voice/testing.ts'
import type { MediaSession, TakeCall } from '#voice/transports/contract.ts'
import { openSip, type Sip } from '#voice/transports/sip/open-sip.ts'
import { toneFrames } from '#voice/transports/testing.ts'
import { NO_HINTS } from '#voice/turn-settings.ts'
import { noWarnings, sipLine, sipOptions } from '../../tests/harness/answering-sip.ts'
import { waitFor } from '../../tests/harness/wait-for.ts'

const HOUR = 3600_000
/** Ten in the morning in Shanghai, on the clocks of the test. */
const TEN = Date.parse('2026-12-01T02:00:00Z')
const started = Date.now()
let ahead = 0
const now = () => TEN + ahead + (Date.now() - started)
const log = openLog('silent')
const keyOf = openKeys('secret')
const by = { actor: 'user:fang', ip: '' }
const said: string[] = []

let database: Database
let house: Sip
let town: Sip
let calls: ReturnType<typeof openCalls>
const clock = openClock()

/** The people of the town, by number: what they do when the house calls. */
const PEOPLE: Record<string, (session: MediaSession) => void> = {
  // Says hello, waits until he is spoken to, and presses 1.
  '13800000001': (session) => presses(session, '1'),
  '13800000003': (session) => speaks(session, 5000),
  '13800000004': (session) => presses(session, '9'),
}

/** So long a voice, once a moment has passed; what comes then is silence. */
function speaks(session: MediaSession, ms: number): void {
  const frames = toneFrames(300, ms / 20)
  const stop = clock.onBeat(() => {
    const frame = frames.shift()
    if (frame) session.send(frame)
    else stop()
  })
}

function presses(session: MediaSession, key: Key): void {
  speaks(session, 400)
  let heard = 0
  session.onAudio((frame) => {
    heard += frame.some((sample) => Math.abs(sample) > 300) ? 1 : 0
    if (heard === 10) session.sendKeys([key])
  })
}

const answerAsPerson: TakeCall = ({ to }) => {
  const person = PEOPLE[to]
  return person ? { answer: true, onSession: person } : { answer: false, why: 'busy' }
}

/** A voice of tones, a tenth of a second for each sentence. */
const tones: TtsEngine = {
  ...{ id: 'tones', title: { zh: 'tones', en: 'tones' }, languages: ['zh', 'en'], lacking: () => null },
  async *speak(text) {
    said.push(text)
    yield* toneFrames(500, 15)
  },
  close: async () => {},
}

before(async () => {
  database = await openTestDatabase()
  town = await openSip(sipOptions([sipLine()]), answerAsPerson, noWarnings)
  house = await openSip(
    sipOptions([sipLine({ server: town.listening })]),
    () => ({ answer: false, why: 'closed' }),
    noWarnings,
  )
  calls = openCalls({
    ...{ database, conversations: openConversations(database), clock, log, vad: openEnergyVad() },
    reception: { receive: () => assert.fail('nobody spoke to the assistant'), finished: async () => {} },
    asr: openAsr({ engines: () => [], log }),
    tts: openTts({ engines: () => [tones], cache: null, log }),
    onEvents: () => () => {},
    hearing: () => NO_HINTS,
    ...{ phrases: () => [], hotWords: () => [], botName: () => '小禾' },
    caller: () => assert.fail('nobody calls the house'),
    ...{ taps: async () => [], menu: async () => null, notice: async () => null, queueing: nobodyWaits },
  })
})
after(async () => {
  await calls.close()
  await Promise.all([house.close(), town.close()])
  clock.close()
  await database.close()
})

const plan = (more: Partial<CampaignPlan> = {}): CampaignPlan =>
  campaignPlan.parse({
    ...{ purpose: 'questionnaire', basis: 'service', evidence: '十一月的安装服务', line: 'trunk', machine: 'hang-up' },
    text: { zh: '{name}，想了解您对安装服务的看法。', en: '' },
    questions: [
      {
        ...{ id: 'q1', text: { zh: '您满意吗？', en: '' } },
        choices: [
          { key: '1', label: { zh: '满意', en: '' } },
          { key: '2', label: { zh: '不满意', en: '' } },
        ],
      },
    ],
    audience: { from: 'numbers' },
    endsAt: new Date(TEN + 30 * HOUR).toISOString(),
    pacing: { atOnce: 4, perMinute: 20, ringSeconds: 20 },
    hours: { timeZone: 'Asia/Shanghai', weekly: Array(7).fill([{ from: '09:00', to: '20:00' }]), special: [] },
    caps: { perDay: 2, perWeek: 3 },
    retries: { most: 1, busyMinutes: 15, noAnswerMinutes: 60 },
    ...more,
  })

const deps = () => ({ database, keyOf, now, isBlocked: () => false, hasLine: (id: string) => id === 'trunk' })
const runnerOf = (more: Partial<RunnerDeps> = {}) =>
  openCampaignRunner({
    ...{ ...deps(), log, lead: calls.lead, house: () => '小禾' },
    dial: (line, to, options) => house.dialOver(line, to, { ...options, from: '95000' }),
    person: ({ number, language }) => openCallers(database).calling({ number, trusted: true, language }),
    ...more,
  })

async function campaignWith(csv: string, more: Partial<CampaignPlan> = {}): Promise<string> {
  const id = await createCampaign(database, { name: '安装回访', plan: plan(more) }, by)
  await importNumbers(database, id, readNumbers(Buffer.from(csv)), by)
  return id
}
const standing = async (id: string) =>
  Object.fromEntries((await listTargets(database.db, id, { limit: 50 })).map((one) => [one.number, one]))

const NO_NAME = { text: { zh: '想了解您的看法。', en: '' } }
const TOWN = '姓名,手机号\n王女士,138 0000 0001\n李先生,13800000002\n赵先生,13800000003\n陈女士,+86 138-0000-0004\n'

test('a campaign over a SIP line: one answers, one is busy, one is a machine, one wants no such calls', async () => {
  const id = await campaignWith(TOWN)
  await moveCampaign(deps(), id, 'running', by)
  const runner = runnerOf()
  await runner.tick()
  await waitFor(async () => (await standing(id))['13800000002']?.status === 'waiting', 'the busy one waits')
  assert.equal((await standing(id))['13800000002']!.attempts, 1)
  await runner.settled()
  const first = await standing(id)
  assert.deepEqual([first['13800000001']!.status, first['13800000001']!.answers], ['reached', { q1: '1' }])
  assert.equal(first['13800000003']!.status, 'machine')
  assert.equal(first['13800000004']!.status, 'opted-out')
  assert.ok(said.some((line) => line.includes('王女士')) && said.includes('感谢您的回答，再见。'))
  assert.ok(!said.some((line) => line.includes('赵先生')), 'the machine is told nothing')
  assert.equal(await isStopped(database.db, keyOf, '13800000004'), true)

  await runner.tick()
  assert.equal((await standing(id))['13800000002']!.attempts, 1, 'not before its time')
  ahead += HOUR
  await runner.tick()
  await runner.settled()
  assert.deepEqual(
    [(await standing(id))['13800000002']!.status, (await findCampaign(database.db, id))!.status],
    ['busy', 'finished'],
  )
  const kept = await database.db.selectFrom('calls').selectAll().orderBy('to_address').execute()
  assert.deepEqual(
    kept.map((one) => [one.direction, one.to_address, one.ended_at !== null]),
    ['13800000001', '13800000003', '13800000004'].map((to) => ['out', to, true]),
  )
  assert.deepEqual(first['13800000001']!.callId, kept[0]!.id)

  const next = await campaignWith(TOWN)
  const preview = previewOf(
    plan(),
    await chooseAudience(database.db, (await findCampaign(database.db, next))!, deps(), new Date(now())),
    new Date(now()),
  )
  assert.deepEqual(preview.leftOut, [{ why: 'do-not-call', count: 1, examples: ['陈女士'] }])
  assert.equal(preview.callable, 3)
  assert.match(preview.samples[0]!.text, /^王女士/)
})

test('two nodes call nobody twice, and what a lost node held is given up in time', async () => {
  const id = await campaignWith('phone\n13900000001\n13900000002\n13900000003\n', NO_NAME)
  await assert.rejects(moveCampaign({ ...deps(), hasLine: () => false }, id, 'running', by), { code: 'line_closed' })
  await moveCampaign(deps(), id, 'running', by)
  const rung: string[] = []
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  const dial: RunnerDeps['dial'] = async (_line, to) => {
    rung.push(to)
    await held
    return { failed: 'no-answer' }
  }
  const nodes = [runnerOf({ dial }), runnerOf({ dial })]
  await Promise.all(nodes.map((node) => node.tick()))
  await waitFor(() => rung.length === 3, 'everybody is rung')
  await Promise.all(nodes.map((node) => node.tick()))
  assert.deepEqual(rung.toSorted(), ['13900000001', '13900000002', '13900000003'])

  ahead += 10 * 60_000
  await runnerOf({ dial }).tick()
  const lost = Object.values(await standing(id))
  assert.deepEqual(
    lost.map(({ status, why }) => [status, why]),
    Array(3).fill(['waiting', 'lost']),
  )
  release()
  await Promise.all(nodes.map((node) => node.settled()))
  assert.deepEqual(
    Object.values(await standing(id)).map(({ why }) => why),
    ['lost', 'lost', 'lost'],
    'too late to count',
  )
  assert.equal(rung.length, 3)
  await moveCampaign(deps(), id, 'cancelled', by)
  assert.ok(Object.values(await standing(id)).every(({ status }) => status === 'cancelled'))
  await assert.rejects(moveCampaign(deps(), id, 'running', by), { code: 'campaign_state' })
})

test('a pause holds everybody back, and the end of the plan gives up who still waits', async () => {
  const id = await campaignWith('phone\n13700000001\n', NO_NAME)
  await moveCampaign(deps(), id, 'running', by)
  await moveCampaign(deps(), id, 'paused', by)
  const runner = runnerOf({ dial: () => assert.fail('nobody is called') })
  await runner.tick()
  assert.equal((await standing(id))['13700000001']!.status, 'waiting')
  ahead += 30 * HOUR
  await runner.tick()
  assert.equal((await standing(id))['13700000001']!.status, 'expired')
  assert.equal((await findCampaign(database.db, id))!.status, 'finished')
  ahead -= 30 * HOUR
})

test('customers are chosen by what is known of them, and without consent nobody is greeted', async () => {
  const person = (id: string, more: object) =>
    insertCustomer(database.db, {
      ...{ id, name: id, externalId: id, tier: 'gold', language: 'zh', verified: true, elderly: false },
      ...{
        tags: [{ tag: '母婴', source: 'manual', reason: '', at: '' }],
        attributes: { phone: `1360000000${id.slice(-1)}` },
      },
      ...more,
    })
  await person('p1', {})
  await person('p2', { attributes: { phone: '13600000002', birthday: '1990-12-03' } })
  await person('p3', { attributes: {} })
  await person('p4', { tags: [] })
  await person('p5', { attributes: { phone: '12-ab' } })
  await person('p6', { tier: 'regular' })
  await person('p7', { attributes: { phone: '13600000001' } })
  const agree = (id: string, given: boolean) =>
    database.transaction((tx) =>
      noteCallConsent(tx, { customerId: id, given, evidence: '会员协议' }, by, new Date(now() + Number(given))),
    )
  for (const id of ['p1', 'p3', 'p5', 'p7']) await agree(id, true)
  const wanted = (more: object): CampaignPlan => ({
    ...plan({ purpose: 'greeting', basis: 'consent', evidence: '', questions: [] }),
    audience: campaignPlan.shape.audience.parse({ from: 'customers', tiers: ['gold'], tags: ['母婴'], ...more }),
  })
  const chosen = async (of: CampaignPlan) => {
    const { callable, leftOut } = await chooseAudience(database.db, { id: 'x', plan: of }, deps(), new Date(now()))
    return {
      callable: callable.map(({ name }) => name),
      leftOut: leftOut.map(({ name, why }) => `${name} ${why}`).sort(),
    }
  }
  const all = await chosen(wanted({}))
  assert.deepEqual(all.callable.length, 1)
  assert.deepEqual(
    all.leftOut.filter((one) => !/^p[17]/.test(one)),
    ['p2 no-consent', 'p3 no-number', 'p5 bad-number'],
  )
  assert.ok(all.leftOut.some((one) => / twice$/.test(one)))
  await agree('p1', false)
  assert.ok((await chosen(wanted({}))).leftOut.includes('p1 no-consent') || all.callable[0] !== 'p1')
  await agree('p2', true)
  assert.deepEqual((await chosen(wanted({ birthdayWithinDays: 3 }))).callable, ['p2'])
  assert.deepEqual((await chosen({ ...wanted({ birthdayWithinDays: 3 }), text: { zh: '{city}', en: '' } })).leftOut, [
    'p2 unknown-variable',
  ])
  await database.transaction((tx) =>
    stopCalling(tx, keyOf, { number: '+86 13600000002', source: 'agent', reason: '' }, by, new Date()),
  )
  assert.deepEqual((await chosen(wanted({ birthdayWithinDays: 3 }))).leftOut, ['p2 do-not-call'])
})

test('consents of a file count from their own day: an old yes does not undo a later no, and nothing unclear is kept', async () => {
  const person = (id: string, phone: string) =>
    insertCustomer(database.db, {
      ...{ id, name: id, externalId: `M-${id}`, tier: 'silver', language: 'zh', verified: true, elderly: false },
      ...{ tags: [], attributes: { phone } },
    })
  for (const [id, phone] of [
    ['c1', '13611110001'],
    ['c2', '13611110002'],
    ['c3', '13611110003'],
    ['c4', '13611110003'],
  ])
    await person(id!, phone!)
  await database.transaction((tx) =>
    noteCallConsent(tx, { customerId: 'c2', given: false, evidence: '来电说明' }, by, new Date('2026-10-01T00:00:00Z')),
  )
  const load = (csv: string, evidence = '') =>
    database.transaction((tx) => importCallConsents(tx, readConsents(Buffer.from(csv), evidence, new Date(now())), by))
  const csv = [
    '手机号,客户编号,同意,日期,凭证',
    '+86 136-1111-0001,,是,2026-09-01,会员协议第5条',
    '13611110002,,是,2026-09-01,会员协议第5条',
    // Two share this number; one is meant by his id.
    '13611110003,,是,2026-09-01,会员协议第5条',
    '13611110003,M-c4,同意,2026年9月1日,会员协议第5条',
    '13699999999,,是,2026-09-01,会员协议第5条',
    '13611110001,,也许,2026-09-01,会员协议第5条',
    '13611110001,,是,2027-09-01,会员协议第5条',
    '13611110001,,否,2026-09-02,',
  ]
  assert.deepEqual(await load(csv.join('\n')), { noted: 3, unknown: 2, unclear: 3 })
  const agreed = async () => {
    const of = { ...plan({ purpose: 'greeting', basis: 'consent', evidence: '', questions: [] }), ...NO_NAME }
    const audience = campaignPlan.shape.audience.parse({ from: 'customers', tiers: ['silver'] })
    const chosen = await chooseAudience(database.db, { id: 'x', plan: { ...of, audience } }, deps(), new Date(now()))
    return chosen.callable.map(({ name }) => name).sort()
  }
  assert.deepEqual(await agreed(), ['c1', 'c4'])
  assert.deepEqual(await load('id,consent\nM-c1,no\n', '客服录音 0812'), { noted: 1, unknown: 0, unclear: 0 })
  assert.deepEqual(await agreed(), ['c4'])
  const [latest] = await listCallConsents(database.db, { limit: 1 })
  assert.deepEqual([latest!.customerId, latest!.given, latest!.evidence], ['c1', false, '客服录音 0812'])
  await assert.rejects(load('name\nAmy\n', 'x'), { code: 'consents_unreadable' })
})

test('what the law or the purpose forbids cannot be saved', async () => {
  const refused = (more: Partial<CampaignPlan>, code: string) =>
    assert.rejects(createCampaign(database, { name: 'x', plan: plan(more) }, by), { code })
  await refused(
    { hours: { ...plan().hours, weekly: Array(7).fill([{ from: '07:00', to: '20:00' }]) } },
    'campaign_hours',
  )
  await refused({ questions: [] }, 'campaign_questions')
  await refused({ evidence: '' }, 'campaign_evidence')
  const id = await campaignWith('phone\n13500000001\n', { endsAt: new Date(TEN - HOUR).toISOString() })
  await assert.rejects(moveCampaign(deps(), id, 'running', by), { code: 'campaign_end' })
  await editCampaign(database, id, { name: 'y', plan: plan({ text: { zh: '{没有}', en: '' } }) }, by, new Date(now()))
  await assert.rejects(moveCampaign(deps(), id, 'running', by), { code: 'campaign_nobody' })
})
