import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { insertAlert, updateAlert } from '#emotion/alerts/alert-queries.ts'
import type { Severity } from '#emotion/alerts/contract.ts'
import { closing } from '#emotion/alerts/raise.ts'
import { tellAlert } from '#emotion/alerts/tell.ts'
import {
  addChannel,
  changeChannel,
  listChannels,
  removeChannel,
  tryChannel,
} from '#emotion/channels/change-channels.ts'
import { type ChannelInput, channelInput } from '#emotion/channels/contract.ts'
import { type DeliverDeps, deliverNews, isQuiet, nextFree } from '#emotion/channels/deliver.ts'
import { dingtalkSign } from '#emotion/channels/dingtalk.ts'
import { sendEmail } from '#emotion/channels/email.ts'
import { feishuSign } from '#emotion/channels/feishu.ts'
import { findMailbox } from '#emotion/channels/mailbox.ts'
import { robotAddress } from '#emotion/channels/robot-address.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { newId } from '#platform/id.ts'
import { openLog } from '#platform/log.ts'
import { openSeal } from '#platform/settings/seal.ts'
import { openRobotTwins, type RobotTwins } from '../../../tests/twins/robots.ts'
import { openSmtpTwin } from '../../../tests/twins/smtp.ts'

let database: Database
let twins: RobotTwins
let deps: DeliverDeps
/** Minutes the clock is ahead. */
let ahead = 0
const clock = () => Date.now() + ahead * 60_000
const deliver = () => deliverNews(deps)
const by = { actor: 'user:admin', ip: '' }

before(async () => {
  database = await openTestDatabase()
  twins = await openRobotTwins(clock)
  deps = {
    database,
    log: openLog('silent' as 'fatal'),
    seal: openSeal('a secret', 'alert channels'),
    origins: [twins.origin],
    publicUrl: () => 'https://desk.example',
    now: () => new Date(clock()),
  }
  await database.db.insertInto('customers').values({ id: 'lin', display_name: '林婉清', tier: 'vip' }).execute()
})
after(async () => {
  await twins.close()
  await database.close()
})
afterEach(async () => {
  for (const { id } of await listChannels(deps)) await removeChannel(deps, id, by)
  twins.heard.length = 0
  ahead += 30
})

const add = (target: ChannelInput['target'], more: Partial<ChannelInput> = {}) =>
  addChannel(deps, channelInput.parse({ name: '主管群', target, ...more }), by)
const ding = () => ({ kind: 'dingtalk' as const, ...twins.dingtalk })

async function alarm(severity: Severity = 'critical'): Promise<string> {
  const [id, conversationId] = [newId(), newId()]
  const at = new Date().toISOString()
  const because = [{ kind: 'word' as const, text: '气死我了13812345678', seq: 3, weight: 0.9 }]
  const emotion = {
    ...{ conversationId, label: 'anger' as const, level: 'high' as const, score: 0.8, trend: 'rising' as const },
    ...{ negativeRatio: 0.6, since: at, because, updatedAt: at },
  }
  const warning = { rule: 'ratio' as const, severity, score: 0.8, from: 0.2, to: 0.6, predicted: null }
  await database.transaction(async (tx) => {
    const row = { id, conversationId, customerId: 'lin', severity, warning, emotion, raisedSeq: 3, dueAt: null }
    await insertAlert(tx, row)
    await tellAlert(tx, id, 'raised', 'system')
  })
  return id
}

test('signatures are those of the documents', () => {
  assert.equal(
    encodeURIComponent(dingtalkSign('SECtest', 1700000000000)),
    'aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g%3D',
  )
  assert.equal(feishuSign('demo', 1599360473), 'l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=')
})

test('each robot hears of an alert once, masked and with a link', async () => {
  await add(ding())
  await add({ kind: 'feishu', ...twins.feishu }, { language: 'en' })
  await add({ kind: 'wecom', ...twins.wecom })
  const id = await alarm()
  // Two nodes that send at once.
  await Promise.all([deliver(), deliver()])
  await deliver()
  assert.deepEqual(twins.heard.map(({ kind }) => kind).sort(), ['dingtalk', 'feishu', 'wecom'])
  for (const { text } of twins.heard) {
    assert.ok(text.includes(`https://desk.example/console/alerts/${id}`))
    assert.ok(!text.includes('林婉清') && !text.includes('13812345678'), text)
    assert.match(text, /林\*\*/)
  }
  assert.match(twins.heard.find(({ kind }) => kind === 'feishu')!.text, /anger/)
})

test('what gathers while a robot may not speak becomes one message', async () => {
  await add(ding())
  for (let i = 0; i < 15; i++) {
    await alarm()
    await deliver()
  }
  assert.equal(twins.heard.length, 15)
  for (let i = 0; i < 12; i++) await alarm()
  await deliver()
  assert.equal(twins.heard.length, 15)
  ahead += 1.1
  await deliver()
  assert.equal(twins.heard.length, 16)
  assert.match(twins.heard.at(-1)!.text, /12 位客户/)
  assert.match(twins.heard.at(-1)!.text, /还有 4 条/)
})

test('a robot that is muted is left alone for ten minutes, one that is away is tried again, a wrong signature is not', async () => {
  const { id } = await add(ding())
  twins.faults.push({ code: 130101 })
  await alarm()
  await deliver()
  ahead += 9
  await deliver()
  assert.equal(twins.heard.length, 0)
  ahead += 2
  twins.faults.push(502)
  await deliver()
  ahead += 2
  await deliver()
  assert.equal(twins.heard.length, 1)
  await changeChannel(deps, id, { target: { ...ding(), secret: 'wrong' } }, by)
  await alarm()
  await deliver()
  const [view] = await listChannels(deps)
  assert.match(view?.lastError ?? '', /310000/)
  assert.equal(view?.waiting, 0)
})

test('at night only critical alerts go out; the others wait for the morning', async () => {
  const quiet = { from: '22:00', to: '07:00' }
  assert.ok(isQuiet(quiet, new Date('2026-05-01T15:00:00Z')))
  assert.ok(!isQuiet(quiet, new Date('2026-05-01T02:00:00Z')))
  assert.ok(!isQuiet({ from: '12:00', to: '13:00' }, new Date('2026-05-01T05:00:00Z')))
  await add(ding(), { quiet: { from: '00:00', to: '23:59' } })
  await alarm('warning')
  await deliver()
  assert.equal(twins.heard.length, 0)
  assert.equal((await listChannels(deps))[0]?.waiting, 1)
  await alarm('critical')
  await deliver()
  assert.equal(twins.heard.length, 1)
  assert.match(twins.heard[0]!.text, /严重/)
})

test('who wants only critical ones hears no others, and nobody hears of what is over', async () => {
  await add(ding(), { severities: ['critical'] })
  await alarm('warning')
  const over = await alarm('critical')
  const alert = { id: over, version: 1 }
  await database.transaction((tx) => updateAlert(tx, alert, closing('handled', 'user:x')))
  await deliver()
  assert.equal(twins.heard.length, 0)
})

test('addresses are never shown again, and lie encrypted', async () => {
  const view = await add(ding())
  assert.equal(view.hint, `${new URL(twins.origin).host} …6789`)
  const shown = JSON.stringify(await listChannels(deps))
  const stored = JSON.stringify(await database.db.selectFrom('alert_channels').selectAll().execute())
  for (const text of [shown, stored]) assert.ok(!text.includes('d1ngt0ken') && !text.includes(twins.dingtalk.secret))
  assert.throws(() => openSeal('another', 'alert channels').open(JSON.parse(stored)[0].sealed))
  assert.deepEqual(await tryChannel(deps, view.id), { ok: true, error: null })
  assert.equal(twins.heard.length, 1)
})

test('a robot lives at its service only', () => {
  const good = 'https://oapi.dingtalk.com/robot/send?access_token=abcd1234'
  assert.equal(robotAddress('dingtalk', good).hint, 'oapi.dingtalk.com …1234')
  for (const bad of [
    'http://oapi.dingtalk.com/robot/send?access_token=a',
    'https://oapi.dingtalk.com.evil.example/robot/send?access_token=a',
    'https://oapi.dingtalk.com@127.0.0.1/robot/send?access_token=a',
    'https://user:x@oapi.dingtalk.com/robot/send?access_token=a',
    'https://oapi.dingtalk.com/robot/send',
    'https://oapi.dingtalk.com/other?access_token=a',
    'https://127.0.0.1/robot/send?access_token=a',
    twins.dingtalk.webhook,
    'not an address',
  ])
    assert.throws(() => robotAddress('dingtalk', bad), { code: 'robot_address' }, bad)
})

test('sending keeps to the limits of each service', () => {
  assert.equal(nextFree('wecom', [], 1000), 1000)
  const full = Array.from({ length: 15 }, (_, i) => i * 100)
  assert.equal(nextFree('wecom', full, 2000), 60_000)
  assert.equal(nextFree('feishu', [2000], 2100), 2250)
})

test('mail goes out by SMTP; a refusal for good is not tried again', async () => {
  const smtp = await openSmtpTwin()
  const box = {
    ...{ kind: 'email' as const, host: '127.0.0.1', port: smtp.port as 2525, secure: false, user: '', password: '' },
    ...{ from: 'desk@example.com', to: ['a@example.com', 'b@example.com'] },
  }
  const message = { title: '客户情绪预警', markdown: 'x', plain: 'who: 林**', critical: true }
  try {
    assert.deepEqual(await sendEmail(box, message), { ok: true })
    assert.deepEqual(smtp.mails[0]?.to, box.to)
    assert.match(smtp.mails[0]?.data ?? '', /Subject: =\?UTF-8/)
    smtp.refuse = '550 no such user'
    const refused = await sendEmail(box, message)
    assert.ok(!refused.ok && !refused.again && refused.error.includes('550'))
    smtp.refuse = '451 later'
    const later = await sendEmail(box, message)
    assert.ok(!later.ok && later.again)
  } finally {
    await smtp.close()
  }
})

test('mail to customers leaves by the oldest mailbox that is switched on', async () => {
  assert.equal(await findMailbox(database.db, deps.seal), null)
  const box = { kind: 'email', host: 'smtp.example', port: 587, secure: false, user: '', password: 'p' } as const
  await add({ ...box, from: 'off@example.com', to: ['a@example.com'] }, { enabled: false })
  await add({ ...box, from: 'desk@example.com', to: ['a@example.com'] })
  assert.equal((await findMailbox(database.db, deps.seal))?.from, 'desk@example.com')
})
