import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FRAME_SAMPLES } from '#engines/audio.ts'
import { gathered, loudness } from '#engines/testing.ts'
import { type SpeakOptions, type TtsEngine, TtsFault } from '#engines/tts/contract.ts'

const options = (more: Partial<SpeakOptions> = {}): SpeakOptions => ({
  language: 'zh',
  voice: '',
  speed: 1,
  signal: AbortSignal.timeout(20_000),
  ...more,
})
const SENTENCE = '您好，您的订单已经发货，预计明天下午送到。'

/** What every voice keeps to. */
export function conforms(name: string, open: () => TtsEngine): void {
  test(`${name}: a sentence is sound in whole frames, as long as speech takes`, async () => {
    const frames = await gathered(open().speak(SENTENCE, options()))
    assert.ok(frames.every((frame) => frame instanceof Int16Array && frame.length === FRAME_SAMPLES))
    assert.ok(frames.length > 50 && frames.length < 1000, `${frames.length} frames`)
    assert.ok(loudness(frames) > 300, 'it can be heard')
  })
  test(`${name}: faster is shorter, slower is longer`, async () => {
    const [slow, usual, fast] = [
      await gathered(open().speak(SENTENCE, options({ speed: 0.6 }))),
      await gathered(open().speak(SENTENCE, options())),
      await gathered(open().speak(SENTENCE, options({ speed: 1.6 }))),
    ]
    assert.ok(slow.length > usual.length * 1.15 && fast.length < usual.length * 0.85)
  })
  test(`${name}: two sentences at once do not mix`, async () => {
    const engine = open()
    const alone = await gathered(engine.speak(SENTENCE, options()))
    const [one, other] = await Promise.all([
      gathered(engine.speak(SENTENCE, options())),
      gathered(engine.speak('再见。', options())),
    ])
    assert.ok(Math.abs(one.length - alone.length) <= 2)
    assert.ok(other.length < one.length / 2)
  })
  test(`${name}: who is interrupted falls silent at once, and speaks again later`, async () => {
    const engine = open()
    const stop = new AbortController()
    let heard = 0
    for await (const _ of engine.speak(SENTENCE.repeat(5), options({ signal: stop.signal }))) {
      heard += 1
      if (heard === 3) stop.abort()
    }
    assert.equal(heard, 3)
    assert.deepEqual(await gathered(engine.speak(SENTENCE, options({ signal: AbortSignal.abort() }))), [])
    assert.ok((await gathered(engine.speak('好的。', options()))).length > 5)
  })
  test(`${name}: odd texts are spoken, or refused with a fault, and nothing else`, async () => {
    for (const odd of ['😀😀', '……', '\u0000<speak>&', 'ＡＢＣ１２３', '长'.repeat(300)])
      await gathered(open().speak(odd, options())).catch((error) => assert.ok(error instanceof TtsFault, String(error)))
  })
}
