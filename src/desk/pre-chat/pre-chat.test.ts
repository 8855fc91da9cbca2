import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Conversations, openConversations } from '#conversations/change.ts'
import { type Callers, openCallers } from '#customers/callers.ts'
import { answer, type PreChatDeps, readAsked } from '#desk/pre-chat/answer.ts'
import { askFor } from '#desk/pre-chat/ask.ts'
import { type PreChat, preChat } from '#desk/pre-chat/contract.ts'
import { writePreChat } from '#desk/pre-chat/settings.ts'
import { startWaiting } from '#desk/routing/testing.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import type { AppError } from '#platform/errors.ts'

const label = (word: string) => ({ zh: word, en: `${word} en` })
const FORM: PreChat = preChat.parse({
  when: 'always',
  fields: [
    { name: 'name', kind: 'name', label: label('称呼'), required: true },
    { name: 'phone', kind: 'phone', label: label('电话'), required: false },
    {
      ...{ name: 'topic', kind: 'topic', label: label('主题'), required: true },
      options: [
        { value: 'repair', label: label('维修'), skill: 'technical' },
        { value: 'other', label: label('其他') },
      ],
    },
    { name: 'plate', kind: 'text', label: label('设备编号'), required: false },
  ],
})

let database: Database
let conversations: Conversations
let callers: Callers
let isClosed = false
const deps = (): PreChatDeps => ({ database, conversations, callers, isClosed: () => isClosed })
const who = (customerId: string) => ({ customerId, channel: 'web', locale: 'zh' as const })
const set = (form: PreChat) => database.transaction((tx) => writePreChat(tx, form, { actor: 'user:qiu', ip: '' }))
const asked = async (customerId: string) => (await readAsked(deps(), who(customerId)))?.fields.map(({ name }) => name)
const refused = (detail: string) => (error: AppError) =>
  error.code === 'bad_request' && JSON.stringify(error).includes(detail)

before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  callers = openCallers(database)
})
after(() => database.close())

test('nobody is asked before somebody wants it; outside the hours only then', async () => {
  assert.equal(await asked('v-1'), undefined)
  await set({ ...FORM, when: 'closed' })
  assert.equal(await asked('v-1'), undefined)
  isClosed = true
  assert.deepEqual(await asked('v-1'), ['name', 'phone', 'topic', 'plate'])
})

test('answers are checked, reach the profile as his own word, and are not asked for again', async () => {
  await set(FORM)
  await assert.rejects(answer(deps(), who('v-1'), { name: '王女士' }), refused('主题'))
  await assert.rejects(answer(deps(), who('v-1'), { name: '王女士', topic: 'nothing' }), refused('主题'))
  await assert.rejects(answer(deps(), who('v-1'), { name: '王', topic: 'other', phone: '12' }), refused('电话'))
  assert.equal(await callers.find('v-1'), null, 'who is refused leaves nothing behind')
  await answer(deps(), who('v-1'), { name: '王女士', topic: 'repair', phone: '138 0000 0000', plate: 'K-7', more: 'x' })
  const customer = await callers.find('v-1')
  assert.ok(customer)
  const { formAt: _, ...kept } = customer.attributes
  assert.deepEqual(
    [customer.name, kept],
    [
      '王女士',
      {
        ...{ statedName: '王女士', statedPhone: '138 0000 0000' },
        ...{ 'form.topic': 'repair', 'form.plate': 'K-7', formSkill: 'technical' },
      },
    ],
  )
  assert.equal(await asked('v-1'), undefined)
})

test('the next conversation asks for its topic alone; what a running one has said is let be', () => {
  const customer = {
    verified: false,
    attributes: { statedName: '王', statedPhone: '1', 'form.plate': 'K-7', formAt: '' },
  }
  const now = new Date('2026-11-28T12:00:00Z')
  const ask = (formAt: string, latest: Parameters<typeof askFor>[0]['latest'], form = FORM) =>
    askFor(
      { form, customer: { ...customer, attributes: { ...customer.attributes, formAt } }, latest, isClosed: false },
      now,
    )
  const ended = {
    openedAt: '2026-11-28T10:00:00Z',
    closedAt: '2026-11-28T11:50:00Z',
    status: 'closed' as const,
    customerSeq: 4,
  }
  const running = { ...ended, closedAt: null, status: 'bot' as const }
  assert.deepEqual(
    ask('2026-11-28T09:59:00Z', ended)?.fields.map(({ name }) => name),
    ['topic'],
  )
  assert.equal(ask('2026-11-28T11:55:00Z', ended), null)
  assert.equal(ask('2026-11-28T01:00:00Z', running), null)
  assert.ok(ask('2026-11-28T01:00:00Z', { ...running, customerSeq: 0 }))
  const person: PreChat = { ...FORM, when: 'person' }
  assert.equal(ask('2026-11-28T01:00:00Z', running, person)?.when, 'person')
  assert.equal(ask('2026-11-28T09:45:00Z', running, person), null)
  assert.equal(ask('2026-11-28T01:00:00Z', { ...running, status: 'human' }, person), null)
})

test('who waits already is looked after by the skill of the topic he chooses', async () => {
  await set({ ...FORM, when: 'person' })
  await callers.ensure({ id: 'v-2', channel: 'web', language: 'zh' })
  const id = await startWaiting(conversations, { customerId: 'v-2', channel: 'web' })
  assert.deepEqual(await asked('v-2'), ['name', 'phone', 'topic', 'plate'])
  await answer(deps(), who('v-2'), { name: '李先生', topic: 'repair' })
  const { status, skill, customerName } = await conversations.load(id)
  assert.deepEqual([status, skill, customerName], ['queued', 'technical', '李先生'])
})
