import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openSpeech, type Speech } from '#engines/speech/open-speech.ts'
import { gathered, noise } from '#engines/testing.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'
import { OPENAI_KEY, openOpenAiSpeechTwin } from '../../../tests/twins/speech-servers.ts'
import { HEARD, type SpeechTwin } from '../../../tests/twins/speech-sound.ts'

const log = openLog('silent')
const who = { actor: 'user:1', ip: '' }
let database: Database
let tail: Tail
let twin: SpeechTwin
let dir: string
let speech: Speech
const recorded: unknown[] = []
const open = (more: { tail?: Tail } = {}) =>
  openSpeech({
    database,
    tail: more.tail ?? null,
    log,
    registry: null,
    audit: async (_tx, entry) => void recorded.push(entry),
    secret: 'a secret',
    dataDir: dir,
    modelsDir: '',
  })
before(async () => {
  database = await openTestDatabase()
  tail = await openTail(database, log)
  twin = await openOpenAiSpeechTwin()
  dir = await mkdtemp(join(tmpdir(), 'speech-'))
  speech = await open({ tail })
})
after(async () => {
  await speech.close()
  await twin.close()
  await tail.stop()
  await database.close()
  await rm(dir, { recursive: true })
})

test('with nothing configured what is installed here speaks, and every engine says what it lacks', async () => {
  const { asr, tts, vad } = speech.view()
  assert.equal(vad, 'silero')
  assert.deepEqual(
    tts.map(({ id, lacking }) => [id, lacking]),
    [
      ['iflytek', 'no-key'],
      ['aliyun', 'no-key'],
      ['openai', 'no-address'],
      ['sherpa-local', 'no-model'],
      ['espeak', null],
    ],
  )
  assert.ok(asr.every(({ state }) => state === 'lacking'))
  assert.equal(speech.tts.best('zh')?.id, 'espeak')
  assert.equal(speech.asr.best('zh', ['是']), null)
  const spoken = speech.tts.speak('您好。', {
    language: 'zh',
    voice: '',
    speed: 1,
    signal: AbortSignal.timeout(20_000),
  })
  assert.ok((await gathered(spoken)).length > 10)
  assert.equal((await readdir(join(dir, 'prompts'))).length, 1)
})

test('keys are kept encrypted, told to nobody, and used at once, on other nodes too', async () => {
  const other = await open({ tail })
  const fields = { url: `http://${twin.url}/v1`, key: OPENAI_KEY, asrModel: 'whisper-1', ttsModel: 'tts-1' }
  await speech.changeFields('openai', fields, who)
  const shown = JSON.stringify(speech.view())
  assert.ok(!shown.includes(OPENAI_KEY) && shown.includes(twin.url))
  const stored = await database.db.selectFrom('settings').selectAll().where('key', '=', 'speech.fields').execute()
  assert.ok(!JSON.stringify(stored).includes(OPENAI_KEY) && !JSON.stringify(stored).includes(twin.url))
  assert.ok(!JSON.stringify(recorded).includes(OPENAI_KEY))
  await speech.changeFields('openai', { key: 'wrong' }, who)
  const refused = speech.asr.hear({ language: 'zh', grammar: null, hotWords: [], limitMs: 5000 })
  await assert.rejects(refused.end(), { why: 'refused' })
  assert.equal(speech.view().asr.find(({ id }) => id === 'openai')!.state, 'resting')
  await speech.changeFields('openai', { key: OPENAI_KEY }, who)
  const stream = speech.asr.hear({ language: 'zh', grammar: null, hotWords: [], limitMs: 5000 })
  for (const frame of noise(600, 4000)) stream.write(frame)
  assert.deepEqual(await stream.end(), { text: HEARD, confidence: null, engine: 'openai' })
  while (other.asr.best('zh', null)?.id !== 'openai') await new Promise((done) => setTimeout(done, 20))
  await other.close()
  await speech.changeFields('openai', { ttsModel: '' }, who)
  assert.equal(
    speech.view().tts.find(({ id }) => id === 'openai')!.lacking,
    'no-model-name',
    'an empty field is taken away',
  )
})

test('the order and what is switched off are kept; unknown ones are left out and new ones stand at the end', async () => {
  const order = { asr: ['pocketsphinx', 'unknown', 'openai'], tts: ['espeak'] }
  await speech.changePlan({ order, off: { asr: ['funasr'], tts: [] } }, who)
  const { asr, tts } = (await open()).view()
  assert.deepEqual(
    asr.slice(0, 3).map(({ id }) => id),
    ['pocketsphinx', 'openai', 'iflytek'],
  )
  assert.equal(asr.find(({ id }) => id === 'funasr')!.state, 'off')
  assert.equal(tts[0]!.id, 'espeak')
})

test('one engine is tried whatever its place: it speaks, hears, or says why not', async () => {
  const spoken = await speech.trySpeaking('espeak', { text: '您好', language: 'zh', voice: '', speed: 1 })
  assert.equal(spoken.why, null)
  assert.equal(Buffer.from(spoken.wav, 'base64').toString('latin1', 0, 4), 'RIFF')
  const pcm = Buffer.concat(noise(600, 4000).map((frame) => Buffer.from(frame.buffer)))
  const heard = await speech.tryHearing('openai', { pcm, language: 'zh', phrases: [] })
  assert.deepEqual([heard.why, heard.text], [null, HEARD])
  assert.equal((await speech.tryHearing('iflytek', { pcm, language: 'zh', phrases: [] })).detail, 'no-key')
  twin.faults = [503]
  assert.equal((await speech.tryHearing('openai', { pcm, language: 'zh', phrases: [] })).why, 'busy')
  await assert.rejects(async () => speech.trySpeaking('nobody', { text: 'x', language: 'zh', voice: '', speed: 1 }), {
    code: 'not_found',
  })
})

test('what is no address, no field or no provider is refused', async () => {
  await assert.rejects(speech.changeFields('funasr', { url: 'http://x' }, who), { code: 'speech_address' })
  await assert.rejects(speech.changeFields('openai', { url: 'ftp://x' }, who), { code: 'speech_address' })
  await assert.rejects(speech.changeFields('openai', { other: 'x' }, who), { code: 'bad_request' })
  await assert.rejects(speech.changeFields('espeak', { url: 'x' }, who), { code: 'not_found' })
})
