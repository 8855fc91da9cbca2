import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { type Conversations, openConversations } from '#conversations/change.ts'
import { openTestConversation } from '#conversations/testing.ts'
import { seedCustomers } from '#customers/seed.ts'
import type { TranscriptMail, TranscriptOffer } from '#desk/transcripts/contract.ts'
import { deliverTranscripts } from '#desk/transcripts/deliver-transcripts.ts'
import type { TranscriptDeps } from '#desk/transcripts/request-transcript.ts'
import { transcriptRoutes } from '#desk/transcripts/transcript-routes.ts'
import type { Mailbox } from '#emotion/channels/mailbox.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openLog } from '#platform/log.ts'
import { openSeal } from '#platform/settings/seal.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'
import { openSmtpTwin, type SmtpTwin } from '../../../tests/twins/smtp.ts'

const KNOWN = 'lin.wanqing@example.com'
let database: Database
let conversations: Conversations
let server: TestServer
let smtp: SmtpTwin
let deps: TranscriptDeps
let people: Record<string, { cookie: string }>
/** Minutes the clock is ahead. */
let ahead = 0
const lin = { bearer: 'customer:c-lin' }

before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  smtp = await openSmtpTwin()
  deps = {
    ...{ database, conversations, log: openLog('silent'), secret: 'a secret' },
    mailbox: async () => mailbox,
    seal: openSeal('s', 'transcripts'),
    knownAddress: async (id) => (id === 'c-lin' ? KNOWN : null),
    now: () => new Date(Date.now() + ahead * 60_000),
  }
  server = await serveForTest(
    database,
    transcriptRoutes(deps, () => undefined),
  )
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  people = { lina: { cookie: await cookieOf(database, 'lina') }, hao: { cookie: await cookieOf(database, 'hao') } }
})
after(async () => {
  await server.close()
  await smtp.close()
  await database.close()
})
afterEach(() => {
  smtp.mails.length = 0
  smtp.refuse = null
})

/** The company's mail account, once it has one. */
let mailbox: Mailbox | null = null
const openMailbox = () => {
  mailbox = {
    ...{ kind: 'email', host: '127.0.0.1', port: smtp.port as 2525, secure: false, user: '', password: '' },
    ...{ from: 'desk@hemu.example', to: ['chief@hemu.example'] },
  }
}
const chat = (customerId = 'c-lin') =>
  openTestConversation(
    conversations,
    {
      patch: { status: 'human', assigneeId: 'lina', acceptedAt: new Date().toISOString() },
      messages: [
        { author: { kind: 'customer', id: customerId, name: '林婉清' }, parts: [{ kind: 'text', text: '快递到哪了' }] },
        {
          author: { kind: 'agent', id: 'lina', name: '李娜' },
          parts: [{ kind: 'text', text: '客户易怒' }],
          internal: true,
        },
        { author: { kind: 'agent', id: 'lina', name: '李娜' }, parts: [{ kind: 'text', text: '明天送到' }] },
      ],
    },
    customerId,
    `web-${Math.random().toString(36).slice(2, 10)}`,
  )
const wish = (id: string, email: string | null, as = lin) =>
  server.call<{ hint: string }>('POST', `/api/widget/conversations/${id}/transcript`, { email }, as)
const order = (id: string, body: object, who = 'lina') =>
  server.call<{ hint: string }>('POST', `/api/conversations/${id}/transcript-mails`, body, people[who])
const mailsOf = async (id: string) =>
  (
    await server.call<{ items: TranscriptMail[] }>(
      'GET',
      `/api/conversations/${id}/transcript-mails`,
      undefined,
      people.lina,
    )
  ).body.items
const body = () => {
  const [head, ...rest] = smtp.mails[0]!.data.split('\r\n\r\n')
  const text = rest.join('\r\n\r\n')
  if (/encoding: base64/i.test(head!)) return Buffer.from(text, 'base64').toString('utf8')
  const bytes = text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => `%${hex}`)
  return decodeURIComponent(bytes.replace(/%(?![0-9A-F]{2})/g, '%25'))
}

test('without a mailbox nothing is offered, and asking says why', async () => {
  const id = await chat()
  const { body: offer } = await server.call<TranscriptOffer>('GET', '/api/widget/transcripts', undefined, lin)
  assert.equal(offer.offered, false)
  assert.equal((await wish(id, null)).code, 'mail_off')
  openMailbox()
})

test('a customer has his conversation sent to the address the company knows, without the notes of the team', async () => {
  const id = await chat()
  const { body: offer } = await server.call<TranscriptOffer>('GET', '/api/widget/transcripts', undefined, lin)
  assert.deepEqual(offer, { offered: true, hint: 'l***@example.com' })
  assert.deepEqual((await wish(id, null)).body, { hint: 'l***@example.com' })
  assert.equal(await deliverTranscripts(deps), 1)
  assert.deepEqual(smtp.mails[0]!.to, [KNOWN])
  assert.match(body(), /快递到哪了[\s\S]*李娜: 明天送到/)
  assert.doesNotMatch(body(), /客户易怒/)
  assert.equal(await deliverTranscripts(deps), 0)
})

test('the address is kept masked only, in the row, the record and the list', async () => {
  const id = await chat()
  await wish(id, 'someone.else@mail.example')
  await deliverTranscripts(deps)
  const [row] = await database.db.selectFrom('transcript_mails').selectAll().where('conversation_id', '=', id).execute()
  assert.equal(row!.sealed, null)
  const audit = await database.db
    .selectFrom('audit_log')
    .selectAll()
    .where('target', '=', `conversation:${id}`)
    .execute()
  assert.deepEqual(
    audit.map(({ actor, action, detail }) => [actor, action, detail]),
    [['customer:c-lin', 'transcript.requested', { to: 's***@mail.example' }]],
  )
  assert.ok(!JSON.stringify([row, audit, await mailsOf(id)]).includes('someone.else'))
})

test('an agent sends it only with the consent of the customer, and only from what he may read', async () => {
  const id = await chat()
  assert.equal((await order(id, { email: KNOWN })).code, 'bad_request')
  assert.equal((await order(id, { email: 'not an address', consent: true })).code, 'bad_request')
  assert.equal((await order(id, { email: KNOWN, consent: true }, 'hao')).code, 'not_found')
  assert.equal((await order(id, { email: KNOWN, consent: true })).status, 200)
  assert.deepEqual(
    (await mailsOf(id)).map(({ by, status }) => [by, status]),
    [['user:lina', 'waiting']],
  )
  await deliverTranscripts(deps)
  assert.deepEqual(
    (await mailsOf(id)).map(({ status }) => status),
    ['sent'],
  )
})

test('a customer gets his own conversations only, and a visitor whose address is not known has to give one', async () => {
  const id = await chat()
  assert.equal((await wish(id, 'a@b.example', { bearer: 'customer:c-chen' })).code, 'not_found')
  const other = await chat('c-chen')
  assert.equal((await wish(other, null, { bearer: 'customer:c-chen' })).code, 'bad_request')
})

test('nobody can flood a mailbox: an address and a conversation get five a day', async () => {
  ahead += 48 * 60
  const asked: (string | null)[] = []
  for (let n = 0; n < 6; n++) asked.push((await order(await chat(), { email: 'victim@b.example', consent: true })).code)
  assert.deepEqual(asked, [null, null, null, null, null, 'transcript_limit'])
  const id = await chat('c-chen')
  for (let n = 0; n < 5; n++) await order(id, { email: `a${n}@b.example`, consent: true })
  assert.equal((await order(id, { email: 'a9@b.example', consent: true })).code, 'transcript_limit')
  ahead += 25 * 60
  await deliverTranscripts(deps)
})

test('a mail server that is away is asked again later, one that refuses is not', async () => {
  const id = await chat()
  await order(id, { email: 'later@b.example', consent: true })
  smtp.refuse = '451 try later'
  assert.equal(await deliverTranscripts(deps), 0)
  smtp.refuse = null
  assert.equal(await deliverTranscripts(deps), 0)
  ahead += 2
  assert.equal(await deliverTranscripts(deps), 1)
  const gone = await chat()
  await order(gone, { email: 'gone@b.example', consent: true })
  smtp.refuse = '550 no such user'
  await deliverTranscripts(deps)
  assert.deepEqual(
    (await mailsOf(gone)).map(({ status }) => status),
    ['failed'],
  )
})
