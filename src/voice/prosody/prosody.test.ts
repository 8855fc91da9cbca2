import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type AudioFrame, FRAME_SAMPLES } from '#engines/audio.ts'
import type { ProsodyMeasure } from '#voice/prosody/contract.ts'
import { openProsody } from '#voice/prosody/open-prosody.ts'
import { framesOf, recordedSpeech, silence, syntheticVoice } from '#voice/prosody/testing.ts'

const near = (found: number | null | undefined, wanted: number, share: number, what: string) =>
  assert.ok(found && Math.abs(found / wanted - 1) <= share, `${what}: ${found}, not ${wanted}`)

function say(prosody: ReturnType<typeof openProsody>, frames: AudioFrame[], ours = false): ProsodyMeasure {
  for (const frame of silence(0.3)) prosody.write(frame, false)
  for (const frame of frames) prosody.write(frame, true, ours)
  for (const frame of silence(0.3)) prosody.write(frame, false)
  return prosody.measure()!
}

const USUAL = { hz: 140, rate: 4, level: -20 }

for (const hz of [90, 140, 220, 330])
  test(`a voice of ${hz} Hz is measured as such`, () => {
    near(say(openProsody(), syntheticVoice(2, { hz, rate: 4, level: -20 })).pitchHz, hz, 0.02, 'pitch')
  })

for (const rate of [3, 4, 5.5, 7])
  test(`${rate} syllables a second are counted`, () => {
    near(say(openProsody(), syntheticVoice(4, { hz: 160, rate, level: -20 })).rate, rate, 0.12, 'rate')
  })

test('loudness, pauses and speaking at the same time are measured', () => {
  const prosody = openProsody()
  const quiet = say(prosody, syntheticVoice(2, USUAL))
  const loud = say(prosody, syntheticVoice(2, { ...USUAL, level: -11 }))
  assert.ok(Math.abs(loud.loudness - quiet.loudness - 9) < 0.5)
  for (const frame of syntheticVoice(1, USUAL)) prosody.write(frame, true)
  for (const frame of silence(0.5)) prosody.write(frame, false)
  for (const frame of syntheticVoice(1, USUAL)) prosody.write(frame, true, true)
  const halting = prosody.measure()!
  assert.equal(halting.pauses, 1)
  near(halting.pauseShare, 0.2, 0.02, 'share of the pause')
  assert.equal(halting.overlapMs, 1000)
})

test('a speaker is compared with his own first seconds, and nothing is told before them', () => {
  const prosody = openProsody()
  assert.equal(say(prosody, syntheticVoice(3, USUAL)).arousal, null)
  assert.equal(say(prosody, syntheticVoice(3, USUAL)).change, null)
  const same = say(prosody, syntheticVoice(3, USUAL))
  assert.ok(Math.abs(same.arousal! - 0.5) < 0.06, `as usual: ${same.arousal}`)
  const upset = say(prosody, syntheticVoice(3, { hz: 140 * 2 ** (4 / 12), rate: 5.3, level: -12 }), true)
  near(upset.change!.semitones, 4, 0.05, 'semitones')
  near(upset.change!.decibels, 8, 0.06, 'decibels')
  near(upset.change!.rateTimes, 5.3 / 4, 0.1, 'rate')
  assert.ok(upset.arousal! > 0.9 && upset.strain! > 0.6, JSON.stringify(upset))
  const tired = say(prosody, syntheticVoice(3, { hz: 140 * 2 ** (-2 / 12), rate: 3, level: -26 }))
  assert.ok(tired.arousal! < 0.2 && tired.strain! < 0.1, JSON.stringify(tired))
})

test('a short shout through noise is believed less than a long clear sentence, and nothing more than 0.6', () => {
  const prosody = openProsody()
  say(prosody, syntheticVoice(5, USUAL))
  const clear = say(prosody, syntheticVoice(3, USUAL))
  assert.ok(clear.reliability > 0.45 && clear.reliability <= 0.6, `${clear.reliability}`)
  const short = say(prosody, syntheticVoice(0.5, USUAL))
  assert.ok(short.reliability < 0.2)
  let seed = 7
  const noise = (frame: AudioFrame) =>
    frame.map((one) => {
      seed = (seed * 16_807) % 2_147_483_647
      return Math.round(one + 5000 * (seed / 1_073_741_824 - 1))
    })
  for (const frame of silence(0.5)) prosody.write(noise(frame), false)
  for (const frame of syntheticVoice(2, USUAL)) prosody.write(noise(frame), true)
  assert.ok(prosody.measure()!.reliability < clear.reliability / 2)
})

test('any sound gives measures within their limits, or none', () =>
  fc.assert(
    fc.property(
      fc.array(fc.record({ level: fc.integer({ min: 0, max: 32_767 }), speaking: fc.boolean() }), { maxLength: 80 }),
      (frames) => {
        const prosody = openProsody()
        for (let round = 0; round < 2; round++) {
          for (const { level, speaking } of frames)
            prosody.write(
              Int16Array.from({ length: FRAME_SAMPLES }, (_, i) => (i % 2 ? level : -level)),
              speaking,
            )
          const found = prosody.measure()
          for (const value of found
            ? [found.reliability, found.arousal ?? 0, found.strain ?? 0, found.voicedShare]
            : [])
            assert.ok(value >= 0 && value <= 1)
          if (found) assert.ok(Number.isFinite(found.loudness) && Number.isFinite(found.rate))
        }
      },
    ),
    { numRuns: 40 },
  ))

const RECORDINGS: [file: string, syllables: number, lowest: number, highest: number][] = [
  ['fireredasr_BAC009S0764W0121.wav', 13, 160, 300],
  ['funasr_asr_example.wav', 18, 90, 160],
  ['wenet_librispeech-1995-1837-0001.wav', 39, 80, 300],
]
for (const [file, syllables, lowest, highest] of RECORDINGS) {
  const samples = recordedSpeech(file)
  test(`recorded speech is measured the same when quieter or through a telephone: ${file}`, {
    skip: samples ? false : 'the recordings of the test data are not here',
  }, () => {
    const clean = recorded(samples!)
    assert.ok(clean.pitchHz! > lowest && clean.pitchHz! < highest, `pitch ${clean.pitchHz}`)
    near((clean.rate * clean.speechMs) / 1000, syllables, 0.3, 'syllables')
    const quiet = recorded(samples!.map((one) => one >> 1))
    near(quiet.pitchHz, clean.pitchHz!, 0.02, 'pitch when quieter')
    near(quiet.rate, clean.rate, 0.1, 'rate when quieter')
    assert.ok(Math.abs(clean.loudness - quiet.loudness - 6) < 0.5)
    const phone = recorded(telephone(samples!))
    near(phone.pitchHz, clean.pitchHz!, 0.05, 'pitch through a telephone')
    near(phone.rate, clean.rate, 0.2, 'rate through a telephone')
  })
}

function recorded(samples: Int16Array): ProsodyMeasure {
  const frames = framesOf(samples)
  const levels = frames.map((frame) => frame.reduce((sum, one) => sum + one * one, 0))
  const loud = Math.max(...levels) / 1000
  const prosody = openProsody()
  frames.forEach((frame, i) => {
    prosody.write(
      frame,
      levels.slice(Math.max(0, i - 5), i + 6).some((one) => one > loud),
    )
  })
  return prosody.measure()!
}

/** 8 kHz, no deep tones, eight bits on a bent scale: what G.711 leaves. */
function telephone(samples: Int16Array): Int16Array {
  let [low, before] = [0, 0]
  const halved = Int16Array.from({ length: samples.length >> 1 }, (_, i) => {
    const one = (samples[2 * i]! + samples[2 * i + 1]!) / 2
    low = 0.8 * (low + one - before)
    before = one
    const bent = Math.round((127 * Math.sign(low) * Math.log1p((255 * Math.abs(low)) / 32_768)) / Math.log(256))
    return (Math.sign(bent) * 32_767 * (256 ** (Math.abs(bent) / 127) - 1)) / 255
  })
  return Int16Array.from({ length: halved.length * 2 }, (_, i) => halved[i >> 1]!)
}
