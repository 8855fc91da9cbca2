import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type AudioFrame, FRAME_SAMPLES } from '#engines/audio.ts'
import { fillSilence } from '#voice/fill-silence.ts'
import { type Line, openPlayout } from '#voice/playout.ts'
import { manualClock } from '#voice/testing.ts'

/** A voice whose frames name the sentence and the place in it: `n * 1000 + place`. */
function openVoice(framesEach = 50) {
  const clock = manualClock()
  const sent: number[] = []
  const heard: string[] = []
  let silent = 0
  let cleared = 0
  async function* speak(text: string, _signal: AbortSignal): AsyncIterable<AudioFrame> {
    const n = Number(/\d+/.exec(text)?.[0])
    for (let place = 0; place < framesEach; place++) {
      if (place % 10 === 0) await new Promise((turn) => setImmediate(turn))
      yield new Int16Array(FRAME_SAMPLES).fill(n * 1000 + place)
    }
  }
  const mouth = openPlayout({
    clock,
    send: (frame) => sent.push(frame[0]!),
    clear: () => {
      cleared = sent.length
    },
    speak,
    onFault: (error) => assert.fail(String(error)),
    events: {
      onFirst: () => {},
      onHeard: ({ text }: Line) => void heard.push(text),
      onSilent: () => {
        silent += 1
      },
    },
  })
  return { clock, mouth, sent, heard, silent: () => silent, cleared: () => cleared }
}

test('sentences are heard in order, never more than 200 ms ahead', async () => {
  const { clock, mouth, sent, heard, silent } = openVoice()
  mouth.say({ text: '第1句', seq: 1 })
  mouth.say({ text: '第2句', seq: 1 })
  const begun = clock.now()
  for (let n = 0; n < 120; n++) {
    await clock.pass(20)
    assert.ok(sent.length * 20 - (clock.now() - begun) <= 200)
  }
  assert.deepEqual(heard, ['第1句', '第2句'])
  assert.deepEqual(
    sent,
    [...Array(50).keys()].flatMap((n) => n + 1000).concat([...Array(50).keys()].map((n) => n + 2000)),
  )
  assert.equal(silent(), 1)
})

test('after a stop no sound of before is sent, however late its voice is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 5 }), async (waits) => {
      const { clock, mouth, sent } = openVoice()
      let epoch = 0
      for (const wait of waits) {
        epoch += 1
        mouth.say({ text: `第${epoch}句`, seq: 1 })
        mouth.say({ text: `第${epoch}句`, seq: 1 })
        await clock.pass(wait)
        mouth.stop()
        const before = sent.length
        mouth.say({ text: `第${epoch + 1}句`, seq: 2 })
        await clock.pass(200)
        for (const frame of sent.slice(before)) assert.equal(Math.floor(frame / 1000), epoch + 1)
        mouth.stop()
        epoch += 1
      }
    }),
    { numRuns: 30 },
  )
})

test('a pause goes on where the customer stopped hearing: nothing is lost, nothing said twice', async () => {
  const { clock, mouth, sent, cleared } = openVoice()
  mouth.say({ text: '第1句', seq: 1 })
  await clock.pass(400)
  mouth.pause()
  const paused = sent.length
  assert.equal(cleared(), paused)
  const heardUntil = Math.floor(400 / 20) - 1
  await clock.pass(500)
  assert.equal(sent.length, paused, 'nothing while paused')
  mouth.resume()
  await clock.pass(1200)
  assert.ok(sent[paused]! - 1000 <= heardUntil + 1 && sent[paused]! - 1000 >= heardUntil - 3, `${sent[paused]}`)
  assert.equal(sent.at(-1), 1049)
})

test('a stop tells how far the customer heard', async () => {
  const { clock, mouth } = openVoice(100)
  mouth.say({ text: '一二三四五六七八九1', seq: 7 })
  mouth.say({ text: '还没说的2', seq: 7 })
  await clock.pass(1000)
  const [first, second] = mouth.stop()
  assert.ok(first && second)
  assert.ok(['一二三四', '一二三四五'].includes(first.heard), first.heard)
  assert.deepEqual([first.whole, second.heard, second.seq], [false, '', 7])
})

test('a party that stops sending is heard as silence, a burst is spread over its time', async () => {
  const clock = manualClock()
  const got: number[] = []
  const filler = fillSilence(clock, (frame) => got.push(frame[0]!))
  for (let n = 1; n <= 5; n++) filler.write(new Int16Array(FRAME_SAMPLES).fill(n))
  await clock.pass(20)
  assert.deepEqual(got, [1])
  await clock.pass(400)
  assert.deepEqual(got.slice(0, 5), [1, 2, 3, 4, 5])
  assert.ok(got.length >= 18 && got.slice(5).every((frame) => frame === 0))
})
