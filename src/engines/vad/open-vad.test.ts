import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { AudioFrame } from '#engines/audio.ts'
import { framesOf, gathered, noise, silence, speechData } from '#engines/testing.ts'
import { openEspeak } from '#engines/tts/espeak/open-espeak.ts'
import { conforms } from '#engines/vad/conformance.ts'
import { openEnergyVad } from '#engines/vad/energy.ts'
import { openVad } from '#engines/vad/open-vad.ts'
import { openLog } from '#platform/log.ts'

const espeak = openEspeak()
let said: AudioFrame[]
before(async () => {
  const options = { language: 'zh', voice: '', speed: 1, signal: AbortSignal.timeout(20_000) } as const
  said = await gathered(espeak.speak('您好我想查询一下我的订单什么时候发货', options))
})
after(espeak.close)

const silero = openVad({ log: openLog('silent') })
test('with its packages installed it is Silero', () => assert.equal(silero.id, 'silero'))
conforms(
  'silero',
  () => silero,
  () => said,
)
conforms('energy', openEnergyVad, () => said)

test('a loud noise that is no voice does not begin speech with Silero', () => {
  const stream = silero.open()
  const heard = [...silence(500), ...noise(2000, 6000)].map(stream.write)
  assert.ok(heard.filter(Boolean).length < 10)
})

test('people are heard from their first to their last word, within 0.4 s', { skip: speechData === null }, () => {
  const stream = silero.open()
  const frames = [...framesOf(join(speechData!, 'recordings', 'fireredasr_BAC009S0764W0121.wav')), ...silence(1000)]
  const heard = frames.map(stream.write)
  const [first, last] = [heard.indexOf(true) * 20, heard.lastIndexOf(true) * 20]
  assert.ok(Math.abs(first - 480) < 400 && Math.abs(last - 3900) < 400, `${first} to ${last} ms`)
})
