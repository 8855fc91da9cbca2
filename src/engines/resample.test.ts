import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FRAME_SAMPLES } from '#engines/audio.ts'
import { openFramer, openResampler } from '#engines/resample.ts'
import { framesOfWav, wavOf } from '#engines/wav.ts'

const tone = (rate: number, hertz: number, seconds = 0.5) =>
  Int16Array.from({ length: rate * seconds }, (_, i) => Math.round(10_000 * Math.sin((2 * Math.PI * hertz * i) / rate)))

/** How much of a tone is in the sound, 1 being all of its loudness. */
function share(sound: Int16Array, rate: number, hertz: number): number {
  let [re, im] = [0, 0]
  for (const [i, sample] of sound.entries()) {
    re += sample * Math.cos((2 * Math.PI * hertz * i) / rate)
    im += sample * Math.sin((2 * Math.PI * hertz * i) / rate)
  }
  return (2 * Math.hypot(re, im)) / sound.length / 10_000
}
const whole = (from: number, to: number, sound: Int16Array) => {
  const resampler = openResampler(from, to)
  return Int16Array.from([...resampler.push(sound), ...resampler.flush()])
}

for (const [from, to] of [
  [22_050, 16_000],
  [24_000, 16_000],
  [8000, 16_000],
  [16_000, 8000],
  [48_000, 16_000],
] as const)
  test(`${from} → ${to}: a tone keeps its pitch, loudness and length; what does not fit is gone`, () => {
    const out = whole(from, to, tone(from, 1000))
    assert.ok(Math.abs(out.length - to / 2) < 40, `${out.length}`)
    assert.ok(Math.abs(share(out, to, 1000) - 1) < 0.03)
    if (to > from) return
    const above = to / 2 + 1000
    if (above < from / 2) assert.ok(share(whole(from, to, tone(from, above)), to, to - above) < 0.05)
  })

test('however sound is cut up, the same comes out', () => {
  const sound = tone(22_050, 440, 0.1)
  const once = whole(22_050, 16_000, sound)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 30 }), (sizes) => {
      const resampler = openResampler(22_050, 16_000)
      const out: number[] = []
      let at = 0
      for (let i = 0; at < sound.length; i++) {
        const size = sizes[i % sizes.length]!
        out.push(...resampler.push(sound.subarray(at, at + size)))
        at += size
      }
      out.push(...resampler.flush())
      assert.deepEqual(Int16Array.from(out), once)
    }),
    { numRuns: 30 },
  )
})

test('frames are whole, and the last is filled up with silence', () => {
  const framer = openFramer(16_000)
  assert.equal(framer.push(new Int16Array(700).fill(5)).length, 2)
  const [last] = framer.end()
  assert.deepEqual([last!.length, last![59], last![60]], [320, 5, 0])
  assert.deepEqual(framer.end(), [])
})

test('a recording of the house is read as it was written, and anything else is refused without a fault', () => {
  const frames = [new Int16Array(FRAME_SAMPLES).fill(7), new Int16Array(FRAME_SAMPLES).fill(-7)]
  const wav = wavOf(frames)
  assert.deepEqual(framesOfWav(wav), frames)
  const other = Buffer.concat([wav.subarray(0, 36), Buffer.from('LIST\x03\0\0\0abc\0', 'latin1'), wav.subarray(36)])
  assert.deepEqual(framesOfWav(other), frames)
  assert.equal(framesOfWav(Buffer.from(wav).fill(0, 24, 28)), null)
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void framesOfWav(Buffer.from(bytes))))
  fc.assert(
    fc.property(fc.nat(wav.length - 1), fc.nat(255), (at, value) => {
      const broken = Buffer.from(wav)
      broken[at] = value
      framesOfWav(broken)
    }),
  )
})
