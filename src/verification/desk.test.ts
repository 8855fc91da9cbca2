import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { actions } from '#business/actions.ts'
import { openFiles } from '#platform/files/store.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'
import type { SmsSettings, Standing, VerificationSettings, VerificationView } from '#verification/contract.ts'
import type { LinkPage, ListedLink, MadeLink } from '#verification/links/contract.ts'
import { linkFromFlow } from '#verification/links/link-from-flow.ts'
import type { LinkDeps } from '#verification/links/links.ts'
import { linkRoutes } from '#verification/links/routes.ts'
import { chooseQuestions, normalAnswer } from '#verification/questions.ts'
import { verificationRoutes } from '#verification/routes.ts'
import { openVerifyingHouse } from '#verification/testing.ts'

let house: Awaited<ReturnType<typeof openVerifyingHouse>>
let server: TestServer
let links: LinkDeps
const people: Record<string, { cookie: string }> = {}
before(async () => {
  house = await openVerifyingHouse(['affirm', 'deny'])
  const { deps, conversations } = house
  const files = openFiles(house.database.db, mkdtempSync(join(tmpdir(), 'links-')), 'secret')
  const about = {
    conversations,
    files,
    url: () => 'https://service.example',
    botName: (language: 'zh' | 'en') => ({ zh: '小禾', en: 'Hemu' })[language],
  }
  links = { ...deps, ...about, deliver: house.deliver }
  server = await serveForTest(house.database, [
    ...verificationRoutes({ ...deps, conversations, actions: () => actions }),
    ...linkRoutes(links),
  ])
  for (const who of ['lina', 'hao', 'qiu', 'admin']) people[who] = { cookie: await cookieOf(house.database, who) }
  await house.withTexts()
})
after(async () => {
  await server.close()
  await house.close()
})

/** A chat of this customer that lina serves. */
async function servedChat(customerId: string): Promise<string> {
  const { id } = await house.say(customerId, '你好')
  const lina = await house.database.db.selectFrom('users').select('id').where('login', '=', 'lina').executeTakeFirst()
  await house.conversations.change(id, () => ({
    patch: { status: 'human', assigneeId: lina!.id },
    what: 'accepted',
    actor: 'system',
  }))
  return id
}
const begin = (id: string, body: object, who = 'lina') =>
  server.call<Standing>('POST', `/api/conversations/${id}/verification`, body, people[who])
const view = async (id: string) =>
  (await server.call<VerificationView>('GET', `/api/conversations/${id}/verification`, undefined, people.lina)).body

test('an agent begins, the customer writes the code in the chat, and the desk shows who he is and how', async () => {
  const id = await servedChat('v-desk')
  const before = await view(id)
  assert.deepEqual([before.base, before.proof, before.needsContact, before.methods], [null, null, true, ['sms']])
  const sent = await begin(id, { method: 'sms', contact: '138 0001 0001' })
  assert.deepEqual([sent.body.state, sent.body.hint], ['sent', '138****0001'])
  for (let n = 0; n < 400 && !house.texts.texts.length; n++) await new Promise((done) => setTimeout(done, 25))
  const code = house.texts.texts.at(-1)!.values.code!
  assert.equal((await view(id)).open?.hint, '138****0001')
  await house.say('v-desk', `验证码 ${code}`)
  for (let n = 0; n < 400 && !(await view(id)).proof; n++) await new Promise((done) => setTimeout(done, 25))
  const now = await view(id)
  assert.deepEqual([now.proof?.customerId, now.proof?.method, now.proof?.level], ['c-lin', 'sms', 'code'])
  assert.equal(now.history[0]?.state, 'passed')
  assert.ok(now.history[0]?.by.startsWith('user:'))
})

test('questions come from the business, none that was spoken of, and an agent may ask them', async () => {
  const id = await servedChat('c-lin')
  const read = { action: 'orders.list', input: {}, customerId: 'c-lin', conversationId: null, actor: 'system' }
  const outcome = await house.perform({ ...read, idempotencyKey: 'q' })
  const { orders } = (outcome as { data: { orders: { amount: number; placedAt: string }[] } }).data
  const latest = orders.toSorted((a, b) => b.placedAt.localeCompare(a.placedAt))[0]!
  const from = { heard: '', given: '', channel: 'web' }
  const [first, second] = chooseQuestions({ attributes: { phone: '13800010001' } }, latest, from)!
  const asked = await begin(id, { method: 'questions' })
  assert.deepEqual([asked.body.state, asked.body.question?.zh], ['question', first!.zh])
  const answer = (text: string) =>
    server.call<Standing>('POST', `/api/conversations/${id}/verification/answer`, { answer: text }, people.lina)
  assert.equal((await answer('9')).body.state, 'wrong')
  const next = await answer(`尾号是 ${first!.answer}`)
  assert.deepEqual([next.body.state, next.body.question?.zh], ['question', second!.zh])
  assert.equal((await answer(`${second!.answer} 元`)).body.state, 'proven')
  assert.equal((await view(id)).proof?.level, 'questions')
  const kept = JSON.stringify([
    await house.database.db.selectFrom('audit_log').selectAll().execute(),
    await house.database.db.selectFrom('events').selectAll().where('kind', 'like', 'verification%').execute(),
    await house.database.db.selectFrom('verification_challenges').select('secret').execute(),
  ])
  assert.ok(!kept.includes(`"${first!.answer}"`) && !kept.includes(`"${second!.answer}"`), 'no answer is kept')
  const other = await servedChat('v-asked')
  assert.equal((await begin(other, { method: 'questions' })).body.state, 'contact', 'of nobody nothing can be asked')
})

test('what was said or shown, or can be told from how he came, is not asked', () => {
  const customer = { attributes: { phone: '13800010001' } }
  const latest = { amount: 1299, placedAt: '2026-03-05T20:00:00Z' }
  const kinds = (heard: string, given = '', channel = 'web') =>
    chooseQuestions(customer, latest, { heard, given, channel })?.map(({ kind }) => kind) ?? null
  assert.deepEqual(kinds(''), ['digits', 'amount'])
  assert.deepEqual(kinds('我那笔 1,299 元的订单'), ['digits', 'day'])
  assert.deepEqual(kinds('3 月 6 日下的单'), ['digits', 'amount'])
  assert.deepEqual(kinds('', '13800010001'), ['amount', 'day'])
  assert.deepEqual(kinds('', '', 'phone'), ['amount', 'day'], 'a caller shows his number')
  assert.equal(kinds('1299 元', '13800010001'), null, 'one question alone is luck')
})

test('an answer counts however it is written or said', () => {
  const cases = [
    ['digits', '尾号零零零幺', '0001'],
    ['digits', '138 0001 0001', '0001'],
    ['amount', '一千二百九十九块', '1299'],
    ['amount', '¥1,299.00', '1299'],
    ['day', '三月六号', '0306'],
    ['day', '2026-03-06', '0306'],
    ['day', '3/6', '0306'],
    ['amount', '不记得了', ''],
  ] as const
  for (const [kind, said, expected] of cases) assert.equal(normalAnswer(kind, said), expected, said)
})

test('only who serves the chat may begin; the rules are for operators, the account for administrators', async () => {
  const id = await servedChat('v-other')
  assert.equal((await begin(id, { method: 'sms', contact: '13800010001' }, 'hao')).status, 404)
  const path = '/api/verification/settings'
  const rules = await server.call<{ settings: VerificationSettings }>('GET', path, undefined, people.qiu)
  assert.equal(rules.status, 200)
  const wanted = { ...rules.body.settings, failures: 4 }
  assert.equal((await server.call('PUT', path, wanted, people.lina)).status, 403)
  const changed = await server.call<{ settings: VerificationSettings }>('PUT', path, wanted, people.qiu)
  assert.equal(changed.body.settings.failures, 4)
  assert.equal((await server.call('GET', '/api/verification/sms', undefined, people.qiu)).status, 403)
})

test('the secret of the account is never shown, stays when left out, and goes to no other address', async () => {
  const path = '/api/verification/sms'
  const shown = await server.call<Omit<SmsSettings, 'accessKeySecret'> & { hasSecret: boolean }>(
    'GET',
    path,
    undefined,
    people.admin,
  )
  assert.ok(shown.body.hasSecret && !('accessKeySecret' in shown.body))
  const { hasSecret: _, ...kept } = shown.body
  const moved = { ...kept, accessKeySecret: '', url: 'https://elsewhere.example/' }
  assert.equal((await server.call('PUT', path, moved, people.admin)).status, 400)
  const same = await server.call('PUT', path, { ...kept, accessKeySecret: '' }, people.admin)
  assert.deepEqual([same.status, same.body.hasSecret], [200, true])
})

const makeLink = (id: string, wish: object, who = 'lina') =>
  server.call<MadeLink>('POST', `/api/conversations/${id}/links`, wish, people[who])
const tokenOf = ({ url }: MadeLink) => url.split('#')[1]!
const page = <T = LinkPage>(path: string, body: object) => server.call<T>('POST', `/api/link${path}`, body)
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
async function upload(token: string, bytes: Uint8Array, name: string): Promise<number> {
  const form = new FormData()
  form.append('token', token)
  form.append('file', new Blob([Uint8Array.from(bytes)]), name)
  return (await fetch(`${server.address}/api/link/file`, { method: 'POST', body: form })).status
}

test('a link sent to the phone on file opens a page where the customer proves who he is, once', async () => {
  const id = await servedChat('c-xu')
  const had = house.texts.texts.length
  const made = (await makeLink(id, { purpose: 'verify', way: 'sms' })).body
  assert.deepEqual([made.sent, made.hint], [true, '138****0003'])
  const text = house.texts.texts[had]!
  assert.deepEqual([text.template, text.values.link], ['SMS_2', made.url])
  const token = tokenOf(made)
  const shown = (await page('', { token })).body
  assert.deepEqual([shown.purpose, shown.botName.en, shown.needsContact], ['verify', 'Hemu', false])
  assert.equal((await page<Standing>('/code', { token })).body.state, 'sent')
  const answer = house.texts.texts.at(-1)!.values.code!
  assert.equal((await page<Standing>('/answer', { token, answer })).body.state, 'proven')
  assert.equal((await view(id)).proof?.level, 'code')
  assert.equal((await page('', { token })).status, 410, 'it was used')
  const kept = JSON.stringify(await house.database.db.selectFrom('verification_links').selectAll().execute())
  assert.ok(!kept.includes(token), 'only a hash of the token is kept')
})

test('what is signed or uploaded on the phone arrives in the conversation at once, and only once', async () => {
  const id = await servedChat('c-emma')
  const sign = tokenOf((await makeLink(id, { purpose: 'sign', way: 'show', note: '退款协议' })).body)
  assert.equal(await upload(sign, Buffer.from('%PDF-1.7 no signature'), 'a.png'), 415)
  const both = await Promise.all([upload(sign, PNG, 'signature.png'), upload(sign, PNG, 'signature.png')])
  assert.deepEqual(both.toSorted(), [200, 410])
  const file = tokenOf((await makeLink(id, { purpose: 'upload', way: 'chat', note: '' })).body)
  assert.equal(await upload(file, Buffer.from('%PDF-1.7 receipt'), 'receipt.pdf'), 200)
  const messages = await house.conversations.messages(id, { limit: 50, internal: true })
  const parts = messages.flatMap(({ author, parts: told }) => told.map((part) => ({ by: author.kind, part })))
  const kinds = parts.map(({ by, part }) => `${by} ${part.kind}`)
  assert.equal(kinds.filter((kind) => kind === 'customer image').length, 1)
  assert.equal(kinds.filter((kind) => kind === 'customer file').length, 1)
  assert.ok(parts.some(({ part }) => part.kind === 'notice' && part.code === 'signed'))
  assert.ok(parts.some(({ by, part }) => by === 'agent' && part.kind === 'text' && part.text.includes(`#${file}`)))
  const listed = await server.call<{ items: ListedLink[] }>(
    'GET',
    `/api/conversations/${id}/links`,
    undefined,
    people.lina,
  )
  assert.deepEqual(
    listed.body.items.map(({ state }) => state),
    ['used', 'used'],
  )
})

test('a link ends after a quarter of an hour and with its conversation; a stranger has no number to send it to', async () => {
  const id = await servedChat('v-link')
  assert.equal((await makeLink(id, { purpose: 'verify', way: 'sms' })).status, 409)
  assert.equal((await makeLink(id, { purpose: 'sign', way: 'show' }, 'hao')).status, 404)
  const old = tokenOf((await makeLink(id, { purpose: 'verify', way: 'show' })).body)
  assert.equal((await page('', { token: old })).body.needsContact, true)
  house.clock.now += 15 * 60_000
  assert.equal((await page('', { token: old })).status, 410)
  const open = tokenOf((await makeLink(id, { purpose: 'sign', way: 'show' })).body)
  assert.equal((await page('/code', { token: open })).status, 410, 'a link serves one purpose')
  await house.conversations.change(id, () => ({ patch: { status: 'closed' }, what: 'closed', actor: 'system' }))
  assert.equal((await page('', { token: open })).status, 410)
  assert.equal((await page('', { token: 'x'.repeat(22) })).status, 410)
})

test('a flow gives a link: as an address in a chat, to the phone on file in a call, and says when there is no way', async () => {
  const give = async (customerId: string, channel: string, input: object) => {
    const conversation = { ...(await house.conversations.load(await servedChat(customerId))), channel }
    const outcome = await linkFromFlow(links, conversation, { purpose: 'upload', note: '故障照片', ...input })
    return outcome.ok ? (outcome.data as { state: string; hint: string; url: string; minutes: number }) : assert.fail()
  }
  const shown = await give('c-lin', 'web', {})
  assert.deepEqual([shown.state, shown.hint], ['shown', ''])
  const opened = await page('', { token: shown.url.split('#')[1] })
  assert.deepEqual([opened.body.purpose, opened.body.note], ['upload', '故障照片'])
  const sent = await give('c-lin', 'phone', {})
  assert.deepEqual([sent.state, sent.url], ['sent', ''], 'what is sent is not said')
  assert.match(sent.hint, /^1\d\d\*{4}\d{4}$/)
  assert.match(house.texts.texts.at(-1)!.values.link!, /^https:\/\/service\.example\/link\/#/)
  assert.equal((await give('v-nobody', 'phone', {})).state, 'unavailable')
  assert.equal((await give('v-nobody', 'phone', { way: 'chat' })).state, 'unavailable')
})
