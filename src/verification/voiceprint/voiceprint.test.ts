import assert from 'node:assert/strict'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { findSherpaModels } from '#engines/sherpa/find-models.ts'
import { openSherpaSpeaker } from '#engines/speaker/sherpa-speaker.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'
import { begin } from '#verification/begin.ts'
import { check } from '#verification/check.ts'
import type { OwnVoiceprint } from '#verification/contract.ts'
import { changeVerificationSettings, readVerificationSettings } from '#verification/settings.ts'
import { openVerifyingHouse } from '#verification/testing.ts'
import { viewOf } from '#verification/view.ts'
import { likeness } from '#verification/voiceprint/compare.ts'
import { voiceprintRoutes } from '#verification/voiceprint/routes.ts'

let house: Awaited<ReturnType<typeof openVerifyingHouse>>
let server: TestServer
let cookie: string | null
before(async () => {
  house = await openVerifyingHouse(['affirm', 'deny'])
  const { deps, conversations } = house
  server = await serveForTest(house.database, voiceprintRoutes({ ...deps, conversations }))
  cookie = await cookieOf(house.database, 'lina')
})
after(async () => {
  await server.close()
  await house.close()
})

const by = { actor: 'user:lina', ip: '' }
/** A conversation on a call that lina serves, and the customer's voice on it: high or low. */
async function onTheLine(customerId: string) {
  const { id } = await house.say(customerId, '你好', 'voice')
  const lina = await house.database.db.selectFrom('users').select('id').where('login', '=', 'lina').executeTakeFirst()
  await house.conversations.change(id, () => ({
    patch: { status: 'human', assigneeId: lina!.id },
    what: 'accepted',
    actor: 'system',
  }))
  const tap = house.listening.tap({ id: `call-${id}`, conversationOf: async () => id })
  const speak = (seconds: number, voice: 'high' | 'low', speaking = true) => {
    for (let n = 0; n < seconds * 50; n++)
      tap.caller(new Int16Array(320).fill(voice === 'high' ? 1000 : -1000), speaking)
  }
  return { where: { id, customerId, channel: 'voice', language: 'zh' as const }, speak, close: tap.close }
}
const take = (id: string, consent = true) =>
  server.call('POST', `/api/conversations/${id}/voiceprint`, { consent }, { cookie })
async function switchOn() {
  const usual = await readVerificationSettings(house.database.db)
  await changeVerificationSettings(house.database, { ...usual, voiceprint: true }, by)
  await house.tail.catchUp()
}

test('likeness is symmetric, between −1 and 1, one with itself, and −1 where nothing can be compared', () => {
  const vector = fc.array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(vector, vector, (a, b) => {
      const of = likeness(a, b)
      assert.ok(of >= -1.0001 && of <= 1.0001)
      assert.equal(of, likeness(b, a))
      if (a.some((value) => Math.abs(value) > 0.01)) assert.ok(Math.abs(likeness(a, a) - 1) < 1e-6)
    }),
  )
  assert.equal(likeness([1, 2], [1, 2, 3]), -1)
  assert.equal(likeness([0, 0], [1, 1]), -1)
})

test('it is off at first, and without a model the desk is told so', async () => {
  const { where, speak, close } = await onTheLine('c-lin')
  speak(10, 'high')
  assert.equal((await viewOf(house.deps, where)).voiceprint.lacking, 'off')
  await switchOn()
  assert.equal((await viewOf(house.deps, where)).voiceprint.lacking, 'no-model')
  assert.equal((await take(where.id)).code, 'voiceprint_unavailable')
  assert.equal(
    (await begin(house.deps, where, { need: 'questions', contact: '', way: 'voiceprint', by, always: true })).state,
    'unavailable',
  )
  close()
})

test('it is taken only with a consent of its own and after eight seconds of speech, and is kept sealed', async () => {
  house.speaker.installed = true
  const { where, speak, close } = await onTheLine('c-lin')
  speak(20, 'high', false)
  speak(7, 'high')
  assert.equal((await take(where.id)).code, 'too_little_speech', 'silence does not count')
  assert.equal((await take(where.id, false)).status, 400)
  assert.equal(house.consents.length, 0)
  speak(2, 'high')
  assert.equal((await take(where.id)).status, 200)
  assert.equal(house.consents[0]?.customerId, 'c-lin')
  assert.match(house.consents[0]!.notice, /声纹/)
  const row = await house.database.db.selectFrom('voiceprints').selectAll().executeTakeFirstOrThrow()
  const plain = Buffer.from(Float32Array.from([1, 0, 0.1]).buffer).toString('base64')
  assert.ok(!row.sealed.includes(plain.slice(0, 10)), 'the template is encrypted')
  close()
  assert.equal((await viewOf(house.deps, where)).voiceprint.lacking, 'no-call')
})

test('the same voice with the digits proves, another voice or other digits do not, and old sound is not heard', async () => {
  const { where, speak, close } = await onTheLine('c-lin')
  const ask = () => begin(house.deps, where, { need: 'questions', contact: '', way: 'voiceprint', by, always: true })
  const answer = (text: string) => check(house.deps, where, { answer: text, by })
  speak(10, 'high')
  house.clock.now += 1000
  const asked = await ask()
  assert.equal(asked.state, 'question')
  const digits = asked.question!.zh.replace(/\D/g, '')
  assert.equal(digits.length, 10)
  assert.equal((await answer(digits)).state, 'question', 'what was said before the question counts for nothing')
  speak(4, 'low')
  assert.equal((await answer(digits)).state, 'wrong', 'another voice')
  house.clock.now += 1000
  const again = await ask()
  assert.notEqual(again.question?.zh, asked.question?.zh)
  speak(4, 'high')
  assert.equal((await answer(digits)).state, 'wrong', 'digits of before, as from a recording')
  assert.equal((await answer(again.question!.zh.replace(/\D/g, ''))).state, 'proven')
  assert.equal((await viewOf(house.deps, where)).proof?.method, 'voiceprint')
  close()
})

test('agent and customer can delete it for good', async () => {
  const gone = () => server.call('DELETE', '/api/widget/voiceprint', undefined, { bearer: 'customer:c-lin' })
  const own = async () =>
    (await server.call<OwnVoiceprint>('GET', '/api/widget/voiceprint', undefined, { bearer: 'customer:c-lin' })).body
      .since
  assert.ok(Date.parse((await own())!))
  assert.equal((await gone()).status, 200)
  assert.equal(await own(), null)
  assert.equal((await gone()).status, 404)
  assert.deepEqual(await house.database.db.selectFrom('voiceprints').selectAll().execute(), [])
  assert.equal((await server.call('DELETE', '/api/customers/c-lin/voiceprint', undefined, { cookie })).status, 404)
})

test('a speaker model is told by its files; a damaged one is a fault, and this process lives on', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'speaker-'))
  assert.equal(openSherpaSpeaker(dir).model, '')
  await mkdir(join(dir, '3dspeaker_speech_campplus_sv_zh-cn_16k-common'))
  await writeFile(join(dir, '3dspeaker_speech_campplus_sv_zh-cn_16k-common', 'campplus.onnx'), 'not a model')
  assert.equal(findSherpaModels(dir).speaker?.kind, 'speaker')
  const speaker = openSherpaSpeaker(dir)
  await assert.rejects(speaker.embed(new Int16Array(16_000)))
  await speaker.close()
})

const given = process.env.YINGHE_MODELS ?? ''
const real = given && findSherpaModels(given).speaker
test('a real model finds one speaker again', {
  skip: real ? false : 'no speaker model in YINGHE_MODELS: skipped',
}, async () => {
  const speaker = openSherpaSpeaker(given)
  const tone = (pitch: number) =>
    Int16Array.from({ length: 16_000 * 4 }, (_, n) => 8000 * Math.sin((2 * Math.PI * pitch * n) / 16_000))
  const vector = await speaker.embed(tone(180))
  assert.ok(vector.length >= 64)
  assert.ok(likeness(vector, await speaker.embed(tone(180))) > 0.99)
  await speaker.close()
})
