// What users of other voice assistants complain of, each with real sound: a caller's voice on the line, our ears on it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AudioFrame } from '#engines/audio.ts'
import { cut, gathered, noise, silence } from '#engines/testing.ts'
import { openEspeak } from '#engines/tts/espeak/open-espeak.ts'
import { decodeG711, encodeG711 } from '#voice/transports/rtp/g711.ts'
import { openDoubler, openHalver } from '#voice/transports/rtp/resample.ts'
import { openRoom } from '../../tests/harness/call-room.ts'

const FIRST = '您好我是您的客服小应请问有什么可以帮您'
const SECOND = '好的马上为您办理退货'
const voice = openEspeak()
const skip = voice.lacking() !== null && 'no voice is installed to speak as the caller'

let want: AudioFrame[]
let yes: AudioFrame[]
let digits: AudioFrame[][]
/** Said on the line and nothing around it. */
async function said(text: string): Promise<AudioFrame[]> {
  const how = { language: 'zh' as const, voice: '', speed: 1, signal: new AbortController().signal }
  const frames = await gathered(voice.speak(text, how))
  const loud = (frame: AudioFrame) => frame.some((sample) => Math.abs(sample) > 300)
  return frames.slice(frames.findIndex(loud), frames.findLastIndex(loud) + 1)
}
before(async () => {
  if (skip) return
  want = await said('我上周买的杯子要退货')
  yes = await said('嗯嗯')
  digits = [await said('幺三八'), await said('零零零零'), await said('幺二三四')]
})
after(() => voice.close())

/** As a telephone line brings it: 8 kHz, A-law. */
function overTelephone(frames: AudioFrame[]): AudioFrame[] {
  const [halve, double] = [openHalver(), openDoubler()]
  return cut(
    Int16Array.from(frames.flatMap((frame) => [...double(decodeG711('pcma', encodeG711('pcma', halve(frame))))])),
  )
}

for (const [line, pass] of [
  ['a browser', (frames: AudioFrame[]) => frames],
  ['a telephone at 8 kHz', overTelephone],
] as const) {
  test(`${line}: who speaks over us stops us within half a second, and not a frame of the old sentence follows`, {
    skip,
  }, async (t) => {
    const room = openRoom({ sentences: [FIRST, SECOND], hears: ['我上周买的杯子要退货'] })
    t.after(() => room.close())
    await room.quiet(1000)
    const began = room.now()
    const frames = pass(want)
    await room.caller(frames)
    assert.ok(room.heardOf(FIRST, began) <= 500, `${room.heardOf(FIRST, began)} ms`)
    const over = room.now()
    await room.quiet(4000)
    assert.deepEqual(room.understood, ['我上周买的杯子要退货'])
    assert.equal(room.heardOf(FIRST, over), 0)
    assert.equal(room.heardOf(SECOND, over), room.lengthOf(SECOND), 'the answer is heard whole')
    const pause = room.utterances[0]! - over
    assert.ok(pause >= 300 && pause <= 900, `his turn ended ${pause} ms after his voice`)
    assert.equal(room.phase(), 'listening')
  })
}

test('a slow voice that still works on the old sentence is not heard after an interruption', { skip }, async (t) => {
  const room = openRoom({ sentences: [FIRST, SECOND], hears: ['我要退货'], slowness: 1 })
  t.after(() => room.close())
  await room.quiet(1500)
  assert.ok(room.heardOf(FIRST) > 0)
  await room.caller(want)
  const over = room.now()
  await room.quiet(8000)
  assert.equal(room.heardOf(FIRST, over), 0)
  assert.ok(room.heardOf(SECOND, over) > 1000)
})

test('a cough does not end our turn: the sentence is heard to its end, once', { skip }, async (t) => {
  const room = openRoom({ sentences: [FIRST, SECOND] })
  t.after(() => room.close())
  await room.quiet(800)
  await room.caller(noise(160, 9000))
  await room.quiet(6000)
  assert.equal(room.heardOf(FIRST), room.lengthOf(FIRST))
  assert.deepEqual(room.understood, [])
})

test('"嗯嗯" while we speak is no turn: we go on where he heard us', { skip }, async (t) => {
  const room = openRoom({ sentences: [FIRST, SECOND], hears: ['嗯嗯', '嗯嗯'] })
  t.after(() => room.close())
  await room.quiet(800)
  await room.caller(yes)
  await room.quiet(7000)
  assert.deepEqual(room.understood, [])
  const whole = room.lengthOf(FIRST)
  assert.ok(Math.abs(room.heardOf(FIRST) - whole) <= 40, `${room.heardOf(FIRST)} of ${whole} ms`)
})

test('speech of others that gives no words was no interruption: we go on, and are not stuck in silence', {
  skip,
}, async (t) => {
  const room = openRoom({ sentences: [FIRST, SECOND], hears: ['', '', '我要退货'] })
  t.after(() => room.close())
  await room.quiet(800)
  await room.caller(want)
  await room.quiet(6000)
  assert.ok(Math.abs(room.heardOf(FIRST) - room.lengthOf(FIRST)) <= 40, `${room.heardOf(FIRST)} ms`)
  assert.equal(room.phase(), 'listening')
})

test('our own voice out of the other end’s loudspeaker does not interrupt us; who speaks over it does', {
  skip,
}, async (t) => {
  const sentence = '您好我是您的客服小应您的订单已经发货预计后天送到请问有什么可以帮您'
  const ours = await said(sentence)
  const voices = new Map([[sentence, ours]])
  const echo = { frames: 9, gain: 0.4 }
  const loud = ours.filter((frame) => frame.some((sample) => Math.abs(sample) > 300)).length * 20
  const alone = openRoom({ sentences: [sentence], voices, echo, hears: ['您好我是您的客服'] })
  t.after(() => alone.close())
  await alone.quiet(ours.length * 20 + 3000)
  assert.deepEqual(alone.understood, [])
  assert.equal(alone.utterances.length, 0, 'nothing was taken for speech of his')
  assert.ok(Math.abs(alone.soundMs() - loud) <= 100, `${alone.soundMs()} of ${loud} ms`)
  const over = openRoom({ sentences: [sentence, SECOND], voices, echo, hears: ['我上周买的杯子要退货'] })
  t.after(() => over.close())
  await over.quiet(1000)
  const began = over.soundMs()
  await over.caller(want)
  assert.ok(over.soundMs() - began <= 900, `${over.soundMs() - began} ms`)
  await over.quiet(4000)
  assert.deepEqual(over.understood, ['我上周买的杯子要退货'])
})

test('a number said in groups with pauses is one answer', { skip }, async (t) => {
  const room = openRoom({
    sentences: ['请说', SECOND],
    hints: { expects: 'digits', digits: 11 },
    hears: ['138', '零零零零1234'],
  })
  t.after(() => room.close())
  await room.quiet(1500)
  await room.caller([...digits[0]!, ...silence(700), ...digits[1]!, ...silence(700), ...digits[2]!])
  await room.quiet(5000)
  assert.deepEqual(room.understood, ['138零零零零1234'])
  assert.equal(room.heardOf(SECOND), room.lengthOf(SECOND))
})
