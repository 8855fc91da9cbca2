import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { conforms, hear, hearing } from '#engines/asr/conformance.ts'
import { DATE_SAID, digitsSaid } from '#engines/asr/contract.ts'
import { openPocketsphinx } from '#engines/asr/pocketsphinx/open-pocketsphinx.ts'
import type { AudioFrame, SpokenLanguage } from '#engines/audio.ts'
import { framesOf, gathered, speechData } from '#engines/testing.ts'
import { openEspeak } from '#engines/tts/espeak/open-espeak.ts'

const engine = openPocketsphinx(join(speechData ?? '', 'pocketsphinx-models'))
const espeak = openEspeak()
const lacks = speechData === null ? 'no models' : engine.lacking()
if (speechData !== null && lacks) process.stderr.write(`skipped: pocketsphinx is lacking: ${lacks}\n`)
const skip = lacks !== null
const said = (text: string, language: SpokenLanguage = 'zh'): Promise<AudioFrame[]> =>
  gathered(espeak.speak(text, { language, voice: '', speed: 0.9, signal: AbortSignal.timeout(30_000) }))
const word = (text: string, filters: string[] = []) => framesOf(join(speechData!, 'words', `cmn-${text}.mp3`), filters)
/** The band of a telephone line. */
const PHONE = ['aresample=8000', 'acompressor=threshold=1', 'aresample=16000']

const MENU = [
  '查询订单',
  '查物流',
  '我要退货',
  '申请退款',
  '转人工',
  '开发票',
  '修改地址',
  '取消订单',
  '是',
  '不是',
  '好的',
  '投诉',
]
/** What a stranger said, among phrases of a menu. */
const SAID = '甚至出现交易几乎停滞的情况'
const AMONG = [...MENU, SAID, '欢迎大家来体验达摩院推出的语音识别模型']
let sentence: AudioFrame[] = []
before(() => {
  if (!skip) sentence = framesOf(join(speechData!, 'recordings', 'fireredasr_BAC009S0764W0121.wav'))
})
/** The nearest phrase: a machine's voice is never as near as a person's. */
const nearest = async (frames: AudioFrame[], grammar: string[], language: SpokenLanguage = 'zh') =>
  (await hear(engine, frames, hearing({ grammar, language }))).alternatives?.[0]?.text ?? ''
after(async () => {
  await engine.close()
  await espeak.close()
})

conforms(
  'pocketsphinx',
  () => engine,
  () => ({ frames: sentence, text: SAID, options: hearing({ grammar: AMONG }) }),
  skip,
)

test('phrases of a menu are told apart', { skip }, async () => {
  const heard = []
  for (const phrase of MENU.slice(0, 8)) heard.push(await nearest(await said(phrase), MENU))
  const right = heard.filter((text, i) => text === MENU[i]).length
  assert.ok(right >= 6, heard.join(' '))
})

test('words said by a person over the telephone are told apart', { skip }, async () => {
  const words = readdirSync(join(speechData!, 'words'))
    .slice(0, 20)
    .map((file) => /cmn-(.*)\.mp3/.exec(file)![1]!)
  let right = 0
  for (const one of words.slice(0, 10)) if ((await nearest(word(one, PHONE), words)) === one) right += 1
  assert.ok(right >= 8, `${right} of 10`)
})

test('speech that is none of the phrases is heard as nothing, and what came nearest is told', { skip }, async () => {
  const options = hearing({ grammar: ['转人工', '查物流', '退款'] })
  const { text, confidence, alternatives } = await hear(
    engine,
    framesOf(join(speechData!, 'recordings', 'funasr_asr_example.wav')),
    options,
  )
  assert.equal(text, '')
  assert.ok(confidence === null || confidence < 0.5)
  assert.ok(alternatives === undefined || options.grammar!.includes(alternatives[0]!.text))
})

test('a date and digits stand beside phrases, and are written as people write them', { skip }, async () => {
  const grammar = [digitsSaid(), DATE_SAID, '转人工']
  assert.equal(await nearest(await said('十二月二十五号'), grammar), '十二月二十五号')
  assert.match(await nearest(await said('三五二九'), [digitsSaid(4)]), /^\d{4}$/)
})

test('English phrases and digits', { skip }, async () => {
  const grammar = ['track my order', 'return an item', 'speak to an agent', 'yes', 'no']
  for (const phrase of grammar.slice(0, 4)) assert.equal(await nearest(await said(phrase, 'en'), grammar, 'en'), phrase)
  assert.match(await nearest(await said('four seven one', 'en'), [digitsSaid(3)], 'en'), /^\d{3}$/)
})

test('a phrase in no word of the dictionary is spelled; one that has no sound is told; without a grammar it is not able', {
  skip,
}, async () => {
  assert.equal(await nearest(await said('禾木生活'), ['禾木生活', '☃', '退货']), '禾木生活')
  await assert.rejects(hear(engine, sentence, hearing({ grammar: ['☃☃'] })), { why: 'not-able' })
  assert.throws(() => engine.open(hearing()), { why: 'not-able' })
})

test('when its process dies, that utterance fails and the next is heard', { skip }, async () => {
  const own = openPocketsphinx(join(speechData!, 'pocketsphinx-models'))
  const cut = assert.rejects(hear(own, sentence, hearing({ grammar: AMONG })), { why: 'broken' })
  await own.close()
  await cut
  assert.equal((await hear(own, sentence, hearing({ grammar: AMONG }))).text, SAID)
  await own.close()
})

test('without models it says so', () => {
  assert.match(openPocketsphinx('/nowhere').lacking() ?? '', /^(no-model|not-installed)$/)
})
