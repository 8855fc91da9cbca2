import assert from 'node:assert/strict'
import { shareOf, toneFrames } from '#voice/transports/testing.ts'
import { ask } from './call.ts'
import { identityToken } from './identity.ts'
import { callByBrowser } from './voice-client.ts'
import { waitFor } from './wait-for.ts'

/** Everybody in a call hums a note of his own, so that it can be told who is heard. */
const NOTES = { customer: 450, ann: 1000, bob: 1400, cho: 1850, outside: 2400 } as const
export type Voice = keyof typeof NOTES
export const humOf = (who: Voice) => toneFrames(NOTES[who], 50)

const SOON = 60_000
const LATELY = 15
const isIn = (who: Voice, frame: Int16Array) => shareOf(NOTES[who], frame) > 0.08

/** Who is heard in the last moments of the sound. */
const voicesIn = (sound: readonly Int16Array[]): string => {
  const lately = sound.slice(-LATELY)
  const names = Object.keys(NOTES) as Voice[]
  return names.filter((who) => lately.filter((frame) => isIn(who, frame)).length > LATELY / 2).join(' ')
}

/** Waits until exactly these are heard, named in the order of `NOTES`; '' is nobody. */
export async function hears(sound: readonly Int16Array[], who: string): Promise<void> {
  await waitFor(() => sound.length > LATELY && voicesIn(sound) === who, `hears ${who || 'nobody'}`, SOON).catch(() =>
    assert.equal(voicesIn(sound), who),
  )
}

/** In how many frames somebody was heard. */
export const framesOf = (who: Voice, sound: readonly Int16Array[]) => sound.filter((frame) => isIn(who, frame)).length

/** A customer whose browser recognises what he says, who hums, and asks for a person at once unless no key is given. */
export async function dialByBrowser(url: string, customer: string, key: '0' | null = '0') {
  const { token } = await ask<{ token: string }>(url, '/api/widget/session', {
    body: { identityToken: await identityToken(customer), locale: 'zh' },
  })
  const line = await callByBrowser(url, { token, locale: 'zh', hears: true, speaks: false })
  const say = async (text: string) => {
    line.send({ type: 'voice', on: true })
    await new Promise((done) => setTimeout(done, 400))
    line.send({ type: 'text', text, final: true })
    line.send({ type: 'voice', on: false })
  }
  await line.heard(/您好，我是/, SOON)
  if (key) line.send({ type: 'key', key })
  const hum = humOf('customer')
  let n = 0
  const humming = setInterval(() => line.sendRaw(Buffer.from(hum[n++ % hum.length]!.buffer)), 20)
  return {
    ...line,
    say,
    close() {
      clearInterval(humming)
      line.close()
    },
  }
}
