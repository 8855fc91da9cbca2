import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Registry } from 'prom-client'
import { type AsrCapabilities, type AsrEngine, AsrFault, type AsrOptions } from '#engines/asr/contract.ts'
import { openAsr } from '#engines/asr/open-asr.ts'
import { FRAME_SAMPLES } from '#engines/audio.ts'
import { openLog } from '#platform/log.ts'

const log = openLog('silent')
const options = (more: Partial<AsrOptions> = {}): AsrOptions => ({
  language: 'zh',
  grammar: null,
  hotWords: [],
  limitMs: 1000,
  ...more,
})

type Behaviour = 'hears' | 'fails' | 'refuses' | 'does-not-open' | 'hangs' | 'not-able'
type Engine = AsrEngine & { heard: number[][]; aborted: number; how: Behaviour; lacks: string | null }
/** An engine that tells the first sample of each frame it heard. */
function engine(id: string, how: Behaviour, capabilities: Partial<AsrCapabilities> = {}): Engine {
  return {
    id,
    title: { zh: id, en: id },
    capabilities: {
      streaming: true,
      open: true,
      grammar: false,
      hotWords: false,
      feeling: false,
      languages: ['zh'],
      ...capabilities,
    },
    heard: [],
    aborted: 0,
    how,
    lacks: null,
    lacking() {
      return this.lacks
    },
    open() {
      if (this.how === 'does-not-open') throw new AsrFault('busy', 'no line free')
      const heard: number[] = []
      this.heard.push(heard)
      let partial: (text: string) => void = () => {}
      return {
        write(frame) {
          heard.push(frame[0]!)
          partial(`${id} ${heard.length}`)
        },
        onPartial(listen) {
          partial = listen
        },
        end: async () => {
          if (this.how === 'hangs') await new Promise(() => {})
          if (this.how === 'fails') throw new AsrFault('unreachable', 'cut')
          if (this.how === 'refuses') throw new AsrFault('refused', 'wrong key')
          if (this.how === 'not-able') throw new AsrFault('not-able', 'no such word')
          return { text: heard.join(' '), confidence: 0.9 }
        },
        abort: () => {
          this.aborted += 1
        },
      }
    },
    async close() {},
  }
}
const say = (asr: ReturnType<typeof openAsr>, asked = options()) => {
  const stream = asr.hear(asked)
  for (const value of [1, 2, 3]) stream.write(new Int16Array(FRAME_SAMPLES).fill(value))
  return stream.end()
}

for (const how of ['fails', 'does-not-open', 'hangs'] as const)
  test(`when the first ${how}, the next hears the whole utterance`, async () => {
    const [cloud, local] = [engine('cloud', how), engine('local', 'hears')]
    const asr = openAsr({ engines: () => [cloud, local], log })
    assert.deepEqual(await say(asr, options({ limitMs: 60 })), { text: '1 2 3', confidence: 0.9, engine: 'local' })
    assert.equal(asr.engines()[0]!.failed, 1)
  })

test('the last engine has all the time that is left, and a fault tells when nobody heard', async () => {
  const asr = openAsr({ engines: () => [engine('cloud', 'hangs')], log })
  await assert.rejects(say(asr, options({ limitMs: 30 })), { why: 'timeout' })
  await assert.rejects(say(openAsr({ engines: () => [], log })), { why: 'not-able' })
  const both = openAsr({ engines: () => [engine('a', 'fails'), engine('b', 'refuses')], log })
  await assert.rejects(say(both), { why: 'refused' })
})

test('an engine that failed three times rests and is tried again later; a wrong key rests at once', async () => {
  let time = 0
  const registry = new Registry()
  const [cloud, keyless, local] = [engine('cloud', 'fails'), engine('keyless', 'refuses'), engine('local', 'hears')]
  const asr = openAsr({ engines: () => [cloud, keyless, local], log, registry, now: () => time })
  for (let i = 0; i < 6; i++) await say(asr)
  assert.deepEqual([cloud.heard.length, keyless.heard.length, local.heard.length], [3, 1, 6])
  assert.equal(asr.best('zh', null)!.id, 'local')
  assert.deepEqual(
    asr.engines().map(({ state }) => state),
    ['resting', 'resting', 'ready'],
  )
  time = 30_000
  cloud.how = 'hears'
  assert.equal((await say(asr)).engine, 'cloud')
  assert.match(await registry.metrics(), /yinghe_speech_asked_total\{kind="asr",engine="keyless",outcome="refused"\} 1/)
})

test('what an engine cannot hear says nothing against it', async () => {
  const grammar = engine('grammar', 'not-able', { open: false, grammar: true })
  const asr = openAsr({ engines: () => [grammar], log })
  for (let i = 0; i < 5; i++) await assert.rejects(say(asr, options({ grammar: ['退货'] })), { why: 'not-able' })
  assert.equal(asr.engines()[0]!.state, 'ready')
})

test('who needs a grammar is not asked without one, nor for another language, nor while it lacks something', async () => {
  const [grammar, open] = [engine('grammar', 'hears', { open: false, grammar: true }), engine('open', 'hears')]
  const asr = openAsr({ engines: () => [grammar, open], log })
  assert.equal(asr.best('zh', null)!.id, 'open')
  assert.equal(asr.best('zh', [])!.id, 'open')
  assert.equal(asr.best('zh', ['是', '不是'])!.id, 'grammar')
  assert.equal(asr.best('en', ['yes']), null)
  open.lacks = 'no-key'
  assert.equal(asr.best('zh', null), null)
  assert.equal(asr.engines()[1]!.lacking, 'no-key')
})

test('partial texts come from whoever hears now, and stop with the utterance given up', async () => {
  const [cloud, local] = [engine('cloud', 'fails'), engine('local', 'hears')]
  const asr = openAsr({ engines: () => [cloud, local], log })
  const stream = asr.hear(options())
  const partials: string[] = []
  stream.onPartial((text) => partials.push(text))
  stream.write(new Int16Array(FRAME_SAMPLES))
  stream.write(new Int16Array(FRAME_SAMPLES))
  await stream.end()
  assert.deepEqual(partials, ['cloud 1', 'cloud 2'])
  const given = asr.hear(options())
  given.abort()
  given.write(new Int16Array(FRAME_SAMPLES))
  assert.equal(cloud.aborted, 2)
  assert.deepEqual(cloud.heard[1], [])
})
