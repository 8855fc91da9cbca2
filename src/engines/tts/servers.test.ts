import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { gathered } from '#engines/testing.ts'
import { openAliyunTts } from '#engines/tts/aliyun.ts'
import { conforms } from '#engines/tts/conformance.ts'
import type { TtsEngine } from '#engines/tts/contract.ts'
import { openIflytekTts } from '#engines/tts/iflytek.ts'
import { openOpenAiTts } from '#engines/tts/openai.ts'
import { ALIYUN, openAliyunTwin } from '../../../tests/twins/aliyun.ts'
import { IFLYTEK, openIflytekTtsTwin } from '../../../tests/twins/iflytek.ts'
import { OPENAI_KEY, openOpenAiSpeechTwin } from '../../../tests/twins/speech-servers.ts'
import type { SpeechTwin } from '../../../tests/twins/speech-sound.ts'

const NAMES = ['iflytek', 'aliyun', 'openai'] as const
type Name = (typeof NAMES)[number]
const twins = {} as Record<Name, SpeechTwin>
before(async () => {
  twins.iflytek = await openIflytekTtsTwin()
  twins.aliyun = await openAliyunTwin()
  twins.openai = await openOpenAiSpeechTwin()
})
after(() => Promise.all(Object.values(twins).map((twin) => twin.close())))
beforeEach(() => {
  for (const twin of Object.values(twins)) Object.assign(twin, { faults: [], violations: [], asked: 0, last: {} })
})

const open: Record<Name, (key?: string) => TtsEngine> = {
  iflytek: (apiSecret = IFLYTEK.apiSecret) =>
    openIflytekTts({ ...IFLYTEK, apiSecret, url: `ws://${twins.iflytek.url}/v2/tts`, voice: 'aisjiuxu' }),
  aliyun: (accessKeySecret = ALIYUN.accessKeySecret) =>
    openAliyunTts({
      ...ALIYUN,
      accessKeySecret,
      url: `ws://${twins.aliyun.url}/ws/v1`,
      tokenUrl: `http://${twins.aliyun.url}/`,
      vocabularyId: '',
      voice: 'aixia',
    }),
  openai: (key = OPENAI_KEY) =>
    openOpenAiTts({ url: `http://${twins.openai.url}/v1`, key, model: 'tts-1', voice: 'nova' }),
}
const say = (engine: TtsEngine, text = '您好。') =>
  gathered(engine.speak(text, { language: 'zh', voice: '', speed: 1, signal: AbortSignal.timeout(10_000) }))

for (const name of NAMES) {
  conforms(name, open[name])
  test(`${name}: nothing the server forbids is done, and the voice of the settings speaks`, async () => {
    await say(open[name]())
    assert.deepEqual(twins[name].violations, [])
    const { vcn, voice } = twins[name].last
    assert.equal(vcn ?? voice, { iflytek: 'aisjiuxu', aliyun: 'aixia', openai: 'nova' }[name])
  })
  test(`${name}: a wrong key is refused, a server that breaks is broken`, async () => {
    await assert.rejects(say(open[name]('wrong')), { why: 'refused' })
    twins[name].faults = [name === 'iflytek' ? 10043 : 500]
    await assert.rejects(say(open[name]()), { why: 'broken' })
    assert.ok((await say(open[name]())).length > 5)
  })
}

test('documented errors are told apart, and who is not there is unreachable', async () => {
  twins.iflytek.faults = [11201]
  await assert.rejects(say(open.iflytek()), { why: 'busy' })
  twins.openai.faults = [429]
  await assert.rejects(say(open.openai()), { why: 'busy' })
  const nobody = openOpenAiTts({ url: 'http://127.0.0.1:9/v1', key: '', model: 'tts-1', voice: '' })
  await assert.rejects(say(nobody), { why: 'unreachable' })
})
