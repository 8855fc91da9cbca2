import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { hear, hearing, conforms as hears } from '#engines/asr/conformance.ts'
import { openSherpaAsr } from '#engines/asr/sherpa.ts'
import { findSherpaModels } from '#engines/sherpa/find-models.ts'
import { framesOf, gathered, noise, speechData } from '#engines/testing.ts'
import { conforms as speaks } from '#engines/tts/conformance.ts'
import { openSherpaTts } from '#engines/tts/sherpa.ts'

const given = process.env.YINGHE_MODELS ?? ''
const installed = findSherpaModels(given)
let dir: string
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sherpa-'))
})
after(() => rm(dir, { recursive: true }))

async function folder(name: string, files: string[]): Promise<void> {
  await mkdir(join(dir, name), { recursive: true })
  for (const file of files) await writeFile(join(dir, name, file), 'not a model')
}

test('models are told by the files they are published with, smaller ones first', async () => {
  await folder('empty', ['model.onnx'])
  await folder('sherpa-onnx-sense-voice-zh-en-ja-ko-yue', ['model.onnx', 'model.int8.onnx', 'tokens.txt'])
  await folder('sherpa-onnx-streaming-zipformer-zh', [
    'encoder-a.onnx',
    'encoder-a.int8.onnx',
    'decoder-a.onnx',
    'joiner-a.onnx',
    'tokens.txt',
  ])
  await folder('vits-melo-tts-zh_en', ['model.onnx', 'lexicon.txt', 'tokens.txt', 'date.fst', 'number.fst'])
  const { online, offline, voice } = findSherpaModels(dir)
  assert.match(JSON.stringify(online!.config), /encoder-a\.int8\.onnx/)
  assert.match(JSON.stringify(offline!.config), /model\.int8\.onnx/)
  assert.match(JSON.stringify(voice!.config), /date\.fst,.*number\.fst/)
  assert.deepEqual(findSherpaModels(join(dir, 'nowhere')), {})
})

test('a damaged model is a fault, and this process lives on', async () => {
  const { online, offline, voice } = findSherpaModels(dir)
  for (const [kind, model] of [
    ['online', online],
    ['offline', offline],
  ] as const) {
    const engine = openSherpaAsr(kind, model)
    assert.equal(engine.lacking(), null)
    await assert.rejects(hear(engine, noise(300, 4000), hearing()), { why: 'broken' })
    await engine.close()
  }
  const speaker = openSherpaTts(voice)
  const options = { language: 'zh', voice: '', speed: 1, signal: AbortSignal.timeout(20_000) } as const
  await assert.rejects(gathered(speaker.speak('您好', options)), { why: 'broken' })
  await speaker.close()
})

test('without a model it says so', () => {
  assert.equal(openSherpaAsr('online', undefined).lacking(), 'no-model')
  assert.equal(openSherpaTts(undefined).lacking(), 'no-model')
})

for (const kind of ['online', 'offline'] as const) {
  const model = installed[kind]
  if (!model || !speechData) {
    process.stderr.write(`skipped: tests of a neural recogniser (${kind}), since YINGHE_MODELS holds none\n`)
    continue
  }
  const engine = openSherpaAsr(kind, model)
  after(engine.close)
  const frames = framesOf(join(speechData, 'recordings', 'funasr_asr_example.wav'))
  const said = (await hear(engine, frames, hearing())).text
  hears(
    model.name,
    () => engine,
    () => ({ frames, text: said, options: hearing() }),
  )
  test(`${model.name}: a stranger is understood`, () => assert.match(said, /体验.*模型/))
}
if (installed.voice) {
  const engine = openSherpaTts(installed.voice)
  after(engine.close)
  speaks(installed.voice.name, () => engine)
} else process.stderr.write('skipped: tests of a neural voice, since YINGHE_MODELS holds none\n')
