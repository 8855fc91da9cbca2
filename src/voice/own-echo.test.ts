import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type AudioFrame, FRAME_SAMPLES } from '#engines/audio.ts'
import { cut, gathered } from '#engines/testing.ts'
import { openEspeak } from '#engines/tts/espeak/open-espeak.ts'
import { openOwnEcho } from '#voice/own-echo.ts'
import { decodeG711, encodeG711 } from '#voice/transports/rtp/g711.ts'
import { openDoubler, openHalver } from '#voice/transports/rtp/resample.ts'

const voice = openEspeak()
const skip = voice.lacking() !== null && 'no voice is installed'
let ours: Int16Array
let theirs: Int16Array

async function spoken(text: string): Promise<Int16Array> {
  const how = { language: 'zh' as const, voice: '', speed: 1, signal: new AbortController().signal }
  return Int16Array.from((await gathered(voice.speak(text, how))).flatMap((frame) => [...frame]))
}
before(async () => {
  if (skip) return
  ours = await spoken('您好，我是您的客服小应，您的订单已经发货，预计后天送到，请问还有什么可以帮您')
  theirs = await spoken('我上周买的杯子收到的时候已经碎了，我要退货，钱什么时候能退给我')
})
after(() => voice.close())

/** A line that gives our sound back, so much quieter and later, with what the other end says, as a telephone brings it. */
function line(says: Int16Array | null, { delayMs, gain }: { delayMs: number; gain: number }): Int16Array {
  const delay = delayMs * 16
  const all = Int16Array.from({ length: ours.length + delay }, (_, n) => {
    const own = says && n >= 8000 ? (says[n - 8000] ?? 0) : 0
    return Math.round((ours[n - delay] ?? 0) * gain + own)
  })
  const [halve, double] = [openHalver(), openDoubler()]
  return Int16Array.from(cut(all).flatMap((frame) => [...double(decodeG711('pcma', encodeG711('pcma', halve(frame))))]))
}

/** Shares of the frames with a voice that are listened to, once the first 300 ms of them have passed. */
function listened(came: Int16Array): number {
  const echo = openOwnEcho()
  const [sent, heard] = [cut(ours), cut(came)]
  let [loud, passed] = [0, 0]
  heard.forEach((frame, n) => {
    // Sound leaves three frames early.
    if (n === 0) for (const early of sent.slice(0, 3)) echo.sent(early)
    const next = sent[n + 3]
    if (next) echo.sent(next)
    const left = echo.without(frame)
    if (!isLoud(frame) || ++loud <= 15) return
    if (isLoud(left)) passed++
  })
  return passed / Math.max(1, loud - 15)
}
const isLoud = (frame: AudioFrame) => frame.length === FRAME_SAMPLES && frame.some((sample) => Math.abs(sample) > 600)

for (const delayMs of [20, 90, 240, 480])
  for (const gain of [0.1, 0.5])
    test(`our own voice back after ${delayMs} ms at ${gain} is not listened to`, { skip }, () => {
      const share = listened(line(null, { delayMs, gain }))
      assert.ok(share < 0.1, `${share}`)
    })

test('another voice while we speak is listened to, without and with an echo of ours below it', { skip }, () => {
  const alone = listened(line(theirs, { delayMs: 0, gain: 0 }))
  assert.ok(alone > 0.97, `${alone}`)
  const over = listened(line(theirs, { delayMs: 90, gain: 0.15 }))
  assert.ok(over > 0.7, `${over}`)
})
