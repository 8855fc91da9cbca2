import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type AliyunKeys, signedQuery } from '#engines/aliyun/token.ts'
import { openAliyunAsr } from '#engines/asr/aliyun.ts'
import { conforms, hear, hearing } from '#engines/asr/conformance.ts'
import type { AsrEngine } from '#engines/asr/contract.ts'
import { openFunasr } from '#engines/asr/funasr.ts'
import { openIflytekAsr } from '#engines/asr/iflytek.ts'
import { openOpenAiAsr } from '#engines/asr/openai.ts'
import { openSherpaServer } from '#engines/asr/sherpa-server.ts'
import { readTags } from '#engines/asr/tags.ts'
import { signAddress } from '#engines/iflytek/sign-address.ts'
import { noise, silence } from '#engines/testing.ts'
import { ALIYUN, openAliyunTwin } from '../../../tests/twins/aliyun.ts'
import { IFLYTEK, openIatTwin } from '../../../tests/twins/iflytek.ts'
import {
  OPENAI_KEY,
  openFunasrTwin,
  openOpenAiSpeechTwin,
  openSherpaOfflineTwin,
  openSherpaOnlineTwin,
} from '../../../tests/twins/speech-servers.ts'
import { HEARD, type SpeechTwin } from '../../../tests/twins/speech-sound.ts'

const NAMES = ['iflytek', 'aliyun', 'funasr', 'sherpa-online', 'sherpa-offline', 'openai'] as const
type Name = (typeof NAMES)[number]
const twins = {} as Record<Name, SpeechTwin>
before(async () => {
  twins.iflytek = await openIatTwin()
  twins.aliyun = await openAliyunTwin()
  twins.funasr = await openFunasrTwin()
  twins['sherpa-online'] = await openSherpaOnlineTwin()
  twins['sherpa-offline'] = await openSherpaOfflineTwin()
  twins.openai = await openOpenAiSpeechTwin()
})
after(() => Promise.all(Object.values(twins).map((twin) => twin.close())))
beforeEach(() => {
  for (const twin of Object.values(twins)) Object.assign(twin, { faults: [], violations: [], asked: 0, last: {} })
})

const aliyunKeys = (more: Partial<AliyunKeys> = {}): AliyunKeys => ({
  ...ALIYUN,
  url: `ws://${twins.aliyun.url}/ws/v1`,
  tokenUrl: `http://${twins.aliyun.url}/`,
  vocabularyId: '',
  ...more,
})
const open: Record<Name, () => AsrEngine> = {
  iflytek: () => openIflytekAsr({ ...IFLYTEK, url: `ws://${twins.iflytek.url}/v2/iat` }),
  aliyun: () => openAliyunAsr(aliyunKeys()),
  funasr: () => openFunasr({ url: `ws://${twins.funasr.url}` }),
  'sherpa-online': () => openSherpaServer({ url: `ws://${twins['sherpa-online'].url}`, streaming: true }),
  'sherpa-offline': () => openSherpaServer({ url: `ws://${twins['sherpa-offline'].url}`, streaming: false }),
  openai: () => openOpenAiAsr({ url: `http://${twins.openai.url}/v1`, key: OPENAI_KEY, model: 'whisper-1' }),
}
const SPEECH = [...silence(100), ...noise(900, 4000), ...silence(200)]

for (const name of NAMES) {
  conforms(name, open[name], () => ({ frames: SPEECH, text: HEARD, options: hearing() }))
  test(`${name}: nothing the server forbids is done`, async () => {
    await hear(open[name](), SPEECH, hearing())
    await hear(open[name](), noise(5000, 4000), hearing())
    assert.deepEqual(twins[name].violations, [])
  })
  test(`${name}: a server that breaks off, and one that is not there, are faults`, async () => {
    // Aliyun's first request is for a token, which a 500 answers as broken too.
    twins[name].faults = [name === 'iflytek' ? 10043 : 500]
    await assert.rejects(hear(open[name](), SPEECH, hearing()), { why: 'broken' })
    assert.equal((await hear(open[name](), SPEECH, hearing())).text, HEARD, 'and the next utterance is heard')
  })
}

for (const name of ['iflytek', 'aliyun', 'funasr', 'sherpa-online'] as const)
  test(`${name}: text comes while somebody still speaks`, async () => {
    const stream = open[name]().open(hearing())
    const partials: string[] = []
    stream.onPartial((text) => partials.push(text))
    for (const frame of SPEECH) stream.write(frame)
    await stream.end()
    assert.ok(partials.length > 0 && partials.every((text) => text.length > 0), partials.join('|'))
  })

test('a wrong key is refused: iFlytek by its signature or app, Aliyun by its token or app, OpenAI by its bearer', async () => {
  const url = `ws://${twins.iflytek.url}/v2/iat`
  for (const keys of [{ apiSecret: 'wrong' }, { apiKey: 'wrong' }, { appId: 'wrong' }])
    await assert.rejects(hear(openIflytekAsr({ ...IFLYTEK, url, ...keys }), SPEECH, hearing()), { why: 'refused' })
  for (const keys of [{ accessKeySecret: 'wrong' }, { appKey: 'wrong' }])
    await assert.rejects(hear(openAliyunAsr(aliyunKeys(keys)), SPEECH, hearing()), { why: 'refused' })
  const openai = openOpenAiAsr({ url: `http://${twins.openai.url}/v1`, key: 'wrong', model: 'whisper-1' })
  await assert.rejects(hear(openai, SPEECH, hearing()), { why: 'refused' })
})

test('documented errors are told apart', async () => {
  for (const [name, code, why] of [
    ['iflytek', 11201, 'busy'],
    ['iflytek', 10200, 'timeout'],
    ['openai', 429, 'busy'],
    ['openai', 503, 'busy'],
    ['openai', 400, 'not-able'],
  ] as const) {
    twins[name].faults = [code]
    await assert.rejects(hear(open[name](), SPEECH, hearing()), { why }, `${name} ${code}`)
  }
  const aliyun = open.aliyun()
  await hear(aliyun, SPEECH, hearing())
  twins.aliyun.faults = [40000005]
  await assert.rejects(hear(aliyun, SPEECH, hearing()), { why: 'busy' })
  const nobody = openFunasr({ url: 'ws://127.0.0.1:9' })
  await assert.rejects(hear(nobody, SPEECH, hearing()), { why: 'unreachable' })
})

test('hot words go where they are taken', async () => {
  const options = hearing({ hotWords: ['禾木', '应和'] })
  await hear(open.funasr(), SPEECH, options)
  assert.deepEqual(JSON.parse(String(twins.funasr.last.hotwords)), { 禾木: 20, 应和: 20 })
  await hear(open.openai(), SPEECH, options)
  assert.equal(twins.openai.last.prompt, '禾木、应和')
  await hear(openAliyunAsr(aliyunKeys({ vocabularyId: 'v1' })), SPEECH, options)
  assert.equal(twins.aliyun.last.vocabulary_id, 'v1')
})

test('a token is used again; the farewell of an offline server is said; Cantonese and English are asked for', async () => {
  const engine = open.aliyun()
  await hear(engine, SPEECH, hearing())
  await hear(engine, SPEECH, hearing())
  assert.equal(twins.aliyun.asked, 3, 'one token, two calls')
  await hear(open['sherpa-offline'](), SPEECH, hearing())
  await hear(open['sherpa-offline'](), SPEECH, hearing())
  assert.deepEqual(twins['sherpa-offline'].last, { farewell: true })
  await hear(open.iflytek(), SPEECH, hearing({ language: 'yue' }))
  assert.equal(twins.iflytek.last.accent, 'cantonese')
  await hear(open.iflytek(), SPEECH, hearing({ language: 'en' }))
  assert.equal(twins.iflytek.last.language, 'en_us')
})

test('tags of SenseVoice become feeling and language', async () => {
  assert.deepEqual(readTags('<|yue|><|ANGRY|><|Speech|><|woitn|>点解仲未到'), {
    text: '点解仲未到',
    language: 'yue',
    feeling: 'angry',
  })
  assert.deepEqual(readTags('没有标签'), { text: '没有标签' })
  assert.equal((await hear(open.funasr(), SPEECH, hearing())).feeling, 'happy')
})

test('signatures are those that openssl makes of the same', () => {
  const keys = { apiKey: 'keyxxxxxxxx8ee279348519exxxxxxxx', apiSecret: 'secretxxxxxxxx2df7900c09xxxxxxxx' }
  const url = new URL(signAddress('wss://iat-api.xfyun.cn/v2/iat', keys, new Date('2019-07-10T07:35:43Z')))
  assert.equal(url.searchParams.get('date'), 'Wed, 10 Jul 2019 07:35:43 GMT')
  assert.match(
    Buffer.from(url.searchParams.get('authorization')!, 'base64').toString(),
    /signature="Hp3Ty4ZkSBmL8jKyOLpQiv9Sr5nvmeYEH7WsL\/ZO2Jg="$/,
  )
  const query = signedQuery(
    { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
    'nonce-1',
    new Date('2026-11-28T08:00:00.123Z'),
  )
  assert.equal(new URLSearchParams(query).get('Signature'), 'Aqwp1RFD4OAqG6KgegK3uS1a3H8=')
})
