import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Registry } from 'prom-client'
import { type AudioFrame, FRAME_SAMPLES } from '#engines/audio.ts'
import { gathered } from '#engines/testing.ts'
import { type SpeakOptions, type TtsEngine, TtsFault } from '#engines/tts/contract.ts'
import { openTts } from '#engines/tts/open-tts.ts'
import { openPromptCache } from '#engines/tts/prompt-cache.ts'
import { openLog } from '#platform/log.ts'
import { openSeal } from '#platform/settings/seal.ts'

const log = openLog('silent')
let dir: string
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'prompts-'))
})
after(() => rm(dir, { recursive: true }))

const options = (more: Partial<SpeakOptions> = {}): SpeakOptions => ({
  language: 'zh',
  voice: '',
  speed: 1,
  signal: new AbortController().signal,
  ...more,
})
const filled = (value: number): AudioFrame => new Int16Array(FRAME_SAMPLES).fill(value)

type Behaviour = 'speaks' | 'fails' | 'fails-midway' | 'hangs'
/** A voice whose frames all hold one value. */
function voice(id: string, value: number, behaviour: { now: Behaviour }): TtsEngine & { asked: number } {
  return {
    id,
    title: { zh: id, en: id },
    languages: ['zh'],
    asked: 0,
    lacking: () => null,
    async *speak() {
      this.asked += 1
      if (behaviour.now === 'fails') throw new TtsFault('unreachable', 'nobody there')
      if (behaviour.now === 'hangs') await new Promise(() => {})
      yield filled(value)
      if (behaviour.now === 'fails-midway') throw new TtsFault('broken', 'cut')
      yield filled(value)
    },
    async close() {},
  }
}
const values = (frames: AudioFrame[]) => frames.map((frame) => frame[0])

test('the next voice speaks when one fails, hangs, or breaks off, and nothing of the sentence is lost', async () => {
  const how = { now: 'speaks' as Behaviour }
  const tts = openTts({ engines: () => engines, cache: null, log, stallMs: 30 })
  const engines = [voice('cloud', 1, how), voice('local', 2, { now: 'speaks' })]
  assert.deepEqual(values(await gathered(tts.speak('您好', options()))), [1, 1])
  how.now = 'fails'
  assert.deepEqual(values(await gathered(tts.speak('您好', options()))), [2, 2])
  how.now = 'fails-midway'
  assert.deepEqual(values(await gathered(tts.speak('您好', options()))), [1, 2, 2])
  how.now = 'hangs'
  assert.deepEqual(values(await gathered(tts.speak('您好', options()))), [2, 2])
})

test('a voice that fails again and again rests, is tried once, and is back', async () => {
  let time = 0
  const how = { now: 'fails' as Behaviour }
  const registry = new Registry()
  const [cloud, local] = [voice('cloud', 1, how), voice('local', 2, { now: 'speaks' })]
  const tts = openTts({ engines: () => [cloud, local], cache: null, log, registry, now: () => time })
  for (let i = 0; i < 5; i++) await gathered(tts.speak('您好', options()))
  assert.equal(cloud.asked, 3, 'after three failures it is left alone')
  assert.equal(tts.engines()[0]!.state, 'resting')
  assert.equal(tts.best('zh')!.id, 'local')
  time = 21_000
  how.now = 'speaks'
  assert.deepEqual(values(await gathered(tts.speak('您好', options()))), [1, 1])
  const [first] = tts.engines()
  assert.deepEqual([first!.state, first!.asked, first!.failed, first!.lastFault!.why], ['ready', 4, 3, 'unreachable'])
  assert.match(
    await registry.metrics(),
    /yinghe_speech_asked_total\{kind="tts",engine="cloud",outcome="unreachable"\} 3/,
  )
})

test('nobody who speaks the language is a fault, and an interruption is none', async () => {
  const how = { now: 'hangs' as Behaviour }
  const tts = openTts({ engines: () => [voice('cloud', 1, how)], cache: null, log })
  await assert.rejects(gathered(tts.speak('hello', options({ language: 'en' }))), { why: 'not-able' })
  const stop = new AbortController()
  const speaking = gathered(tts.speak('您好', options({ signal: stop.signal })))
  stop.abort()
  assert.deepEqual(await speaking, [])
  assert.equal(tts.engines()[0]!.failed, 0)
})

test('what was said before comes from the disk, encrypted, also after a restart and when the voice is down', async () => {
  const how = { now: 'speaks' as Behaviour }
  const engine = voice('cloud', 7, how)
  const kept = join(dir, 'kept')
  const open = async () =>
    openTts({
      engines: () => [engine],
      cache: await openPromptCache({ dir: kept, secret: 's', seal: openSeal('s', 'prompts'), log }),
      log,
    })
  const first = await open()
  await gathered(first.speak('您好', options()))
  await first.close()
  how.now = 'fails'
  assert.deepEqual(values(await gathered((await open()).speak('您好', options()))), [7, 7])
  assert.equal(engine.asked, 1)
  const [name] = await readdir(kept)
  const bytes = await readFile(join(kept, name!))
  assert.ok(!bytes.includes(Buffer.from(filled(7).buffer).subarray(0, 16)), 'nobody who reads the file hears it')
  await assert.rejects(gathered((await open()).speak('您好', options({ speed: 1.2 }))), { why: 'unreachable' })
  await writeFile(join(kept, name!), 'damaged')
  how.now = 'speaks'
  assert.deepEqual(values(await gathered((await open()).speak('您好', options()))), [7, 7])
  assert.equal(engine.asked, 3, 'a damaged file is made again')
})

test('the disk is used up to its limit, and what was used longest ago goes first', async () => {
  const cache = await openPromptCache({
    dir: join(dir, 'small'),
    secret: 's',
    seal: openSeal('s', 'prompts'),
    log,
    maxBytes: 2000,
  })
  const keys = ['a', 'b', 'c'].map((letter) => letter.repeat(64))
  await cache.write(keys[0]!, [filled(1)])
  await cache.write(keys[1]!, [filled(2)])
  assert.ok(await cache.read(keys[0]!))
  await cache.write(keys[2]!, [filled(3)])
  const left = await Promise.all(keys.map(async (key) => (await cache.read(key)) !== null))
  assert.deepEqual(left, [true, false, true])
  await cache.write('d'.repeat(64), [filled(1), filled(1), filled(1), filled(1)])
  assert.equal(await cache.read('d'.repeat(64)), null, 'what is larger than all is not kept')
})
