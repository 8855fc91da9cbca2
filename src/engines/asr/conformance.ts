import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AsrEngine, AsrFault, type AsrOptions, type Recognised } from '#engines/asr/contract.ts'
import type { AudioFrame } from '#engines/audio.ts'
import { silence } from '#engines/testing.ts'

export const hearing = (more: Partial<AsrOptions> = {}): AsrOptions => ({
  language: 'zh',
  grammar: null,
  hotWords: [],
  limitMs: 20_000,
  ...more,
})

export function hear(engine: AsrEngine, frames: AudioFrame[], options: AsrOptions): Promise<Recognised> {
  const stream = engine.open(options)
  for (const frame of frames) stream.write(frame)
  return stream.end()
}

type Utterance = { frames: AudioFrame[]; text: string; options: AsrOptions }

/** What every recogniser keeps to. `said` is an utterance that it is able to hear. */
export function conforms(name: string, open: () => AsrEngine, said: () => Utterance, skip = false): void {
  test(`${name}: an utterance becomes text, as often as it is said`, { skip }, async () => {
    const { frames, text, options } = said()
    for (let i = 0; i < 2; i++) {
      const recognised = await hear(open(), frames, options)
      assert.equal(recognised.text, text)
      const { confidence } = recognised
      assert.ok(confidence === null || (confidence >= 0 && confidence <= 1))
    }
  })
  test(`${name}: utterances at the same time do not mix`, { skip }, async () => {
    const engine = open()
    const { frames, text, options } = said()
    const both = [hear(engine, frames, options), hear(engine, silence(600), options), hear(engine, frames, options)]
    const [first, nothing, second] = await Promise.all(both)
    assert.deepEqual([first!.text, nothing!.text, second!.text], [text, '', text])
  })
  test(`${name}: one given up, before its end or while it is looked at, leaves the next alone`, { skip }, async () => {
    const engine = open()
    const { frames, text, options } = said()
    const early = engine.open(options)
    early.write(frames[0]!)
    early.abort()
    const late = engine.open(options)
    for (const frame of frames) late.write(frame)
    const ended = late.end().catch((error: unknown) => assert.ok(error instanceof AsrFault))
    late.abort()
    await ended
    assert.equal((await hear(engine, frames, options)).text, text)
  })
  test(`${name}: no sound at all is nothing said`, { skip }, async () => {
    const { text } = await hear(open(), [], said().options).catch((error: unknown) => {
      assert.ok(error instanceof AsrFault)
      return { text: '' }
    })
    assert.equal(text, '')
  })
}
