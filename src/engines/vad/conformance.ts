import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AudioFrame } from '#engines/audio.ts'
import { noise, silence } from '#engines/testing.ts'
import type { VadEngine, VadStream } from '#engines/vad/contract.ts'

const hear = (stream: VadStream, frames: AudioFrame[]): boolean[] => frames.map((frame) => stream.write(frame))

/** What every detector keeps to. `speech` is speech without a pause of half a second in it. */
export function conforms(name: string, open: () => VadEngine, speech: () => AudioFrame[]): void {
  test(`${name}: speech between silences begins and ends`, () => {
    const stream = open().open()
    const said = speech()
    const heard = hear(stream, [...silence(1000), ...said, ...silence(1000)])
    assert.ok(!heard.slice(0, 40).includes(true), 'silence is none')
    const within = heard.slice(50, 50 + said.length)
    assert.ok(within.filter(Boolean).length > said.length * 0.5, 'most of the speech is')
    assert.equal(heard.at(-1), false, 'its end is heard')
    stream.close()
  })
  test(`${name}: the even noise of a line is no speech`, () => {
    const stream = open().open()
    const heard = hear(stream, noise(6000, 250))
    assert.ok(!heard.slice(100).includes(true))
    stream.close()
  })
  test(`${name}: two directions do not hear each other, and one begins anew after a reset`, () => {
    const engine = open()
    const [one, other] = [engine.open(), engine.open()]
    const loud = [...silence(200), ...speech()]
    const heard = loud.map((frame, i) => [one.write(frame), other.write(silence(20)[0]!), i] as const)
    assert.ok(heard.some(([first]) => first))
    assert.ok(!heard.some(([, second]) => second))
    one.reset()
    assert.equal(one.write(silence(20)[0]!), false)
    one.close()
    other.close()
    const later = engine.open()
    assert.ok(!hear(later, silence(500)).includes(true), 'a stream used again remembers nothing')
    later.close()
  })
}
