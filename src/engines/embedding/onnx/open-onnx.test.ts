import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { conforms, product } from '#engines/embedding/conformance.ts'
import type { VectorSource } from '#engines/embedding/contract.ts'
import { openOnnx } from '#engines/embedding/onnx/open-onnx.ts'
import { openEmbedding } from '#engines/embedding/open-embedding.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openLog } from '#platform/log.ts'
import { vocabulary, writeOnnxFolder } from '../../../../tests/twins/onnx.ts'

let database: Database
let dir: string
let source: VectorSource
let asked = 0
before(async () => {
  database = await openTestDatabase()
  dir = await mkdtemp(join(tmpdir(), 'onnx-'))
  source = await openOnnx(await writeOnnxFolder(join(dir, 'tiny')))
})
after(async () => {
  await database.close()
  await rm(dir, { recursive: true })
})

conforms(
  'onnx',
  () =>
    openEmbedding({
      database,
      log: openLog('silent'),
      source: {
        model: source.model,
        vectors(texts, signal) {
          asked += texts.length
          return source.vectors(texts, signal)
        },
      },
    }),
  () => source,
  () => asked,
)

const read = (from: VectorSource, ...texts: string[]) => from.vectors(texts, AbortSignal.timeout(30_000))

test('the model runs: words of one meaning are near, others are far, and length in pieces changes nothing', async () => {
  const [back, send, freight, refund, money] = await read(source, '退货', '寄回寄回寄回', '邮费', 'Refund?', 'MONEY ?')
  assert.ok(product(back!, send!) > 0.95)
  assert.ok(product(back!, freight!) < 0.1)
  assert.ok(product(refund!, money!) > 0.99, 'upper and lower case are one')
})

test('the first place counts where the folder says so', async () => {
  const first = await openOnnx(await writeOnnxFolder(join(dir, 'first'), { pooling: 'first' }))
  const [a, b] = await read(first, '退货', '邮费')
  assert.ok(product(a!, b!) > 0.9999)
})

test('a vocabulary within tokenizer.json is read alike', async () => {
  const folder = await writeOnnxFolder(join(dir, 'json'))
  await rm(join(folder, 'vocab.txt'))
  const model = { type: 'WordPiece', vocab: vocabulary(), unk_token: '[UNK]' }
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify({ normalizer: { lowercase: true }, model }))
  const [own] = await read(source, 'Shipping 运费')
  const [other] = await read(await openOnnx(folder), 'Shipping 运费')
  assert.deepEqual([...other!], [...own!])
})

test('folders that cannot be used say why', async () => {
  await assert.rejects(openOnnx(join(dir, 'nowhere')), /no model\.onnx/)
  const bare = join(dir, 'bare')
  await mkdir(bare)
  await writeFile(join(bare, 'model.onnx'), 'not a model')
  await assert.rejects(openOnnx(bare), /neither vocab\.txt nor tokenizer\.json/)
  await writeFile(join(bare, 'tokenizer.json'), JSON.stringify({ model: { type: 'Unigram', vocab: [] } }))
  await assert.rejects(openOnnx(bare), /Unigram/)
  await writeFile(join(bare, 'vocab.txt'), '[UNK]\n[CLS]\n[SEP]\n')
  await assert.rejects(read(await openOnnx(bare), '退货'), /protobuf|session/i)
  const strange = await openOnnx(await writeOnnxFolder(join(dir, 'strange'), { asks: 'pixel_values' }))
  await assert.rejects(read(strange, '退货'), /asks for pixel_values/)
})
