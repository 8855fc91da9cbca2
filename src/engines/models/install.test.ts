import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { MODELS, type Model } from '#engines/models/catalogue.ts'
import { InstallFault, installModel, isInstalled } from '#engines/models/install.ts'
import { named } from '#engines/models/models.ts'
import { findSherpaModels } from '#engines/sherpa/find-models.ts'

const bytes = randomBytes(300_000)
const asked: (string | undefined)[] = []
let cutAt = 0
let ranges = true
const server = createServer((request, response) => {
  asked.push(request.headers.range)
  if (request.url !== '/model.bin') return void response.writeHead(404).end()
  const from = ranges ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0
  const rest = bytes.subarray(from)
  response.writeHead(from ? 206 : 200, { 'content-length': rest.length })
  if (!cutAt) return void response.end(rest)
  response.write(rest.subarray(0, cutAt), () => setTimeout(() => response.destroy(), 100))
})
let root: string
let dir: string
let model: Model
before(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  root = await mkdtemp(join(tmpdir(), 'models-'))
})
after(async () => {
  server.close()
  await rm(root, { recursive: true })
})
beforeEach(async () => {
  asked.length = 0
  cutAt = 0
  ranges = true
  dir = await mkdtemp(join(root, 'dir-'))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/model.bin`
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { path: 'deep/model.bin', url, bytes: bytes.length, sha256 }
  model = { id: 'm', folder: 'one', title: { zh: '一', en: 'one' }, licence: 'MIT', source: 'here', files: [file] }
})
const target = () => join(dir, 'one', 'deep', 'model.bin')

test('a model is fetched with progress, and not again when it is there', async () => {
  const seen: number[] = []
  await installModel(model, { dir, progress: (_, done) => seen.push(done) })
  assert.deepEqual(await readFile(target()), bytes)
  assert.equal(seen.at(-1), bytes.length)
  assert.ok(seen.every((done, i) => i === 0 || done >= seen[i - 1]!))
  assert.ok(await isInstalled(model, dir))
  await installModel(model, { dir })
  assert.equal(asked.length, 1)
})

test('a download that was cut off goes on where it ended', async () => {
  cutAt = 100_000
  await assert.rejects(installModel(model, { dir }), InstallFault)
  assert.equal(await isInstalled(model, dir), false)
  const { size } = await stat(`${target()}.part`)
  assert.ok(size > 0 && size <= 100_000)
  cutAt = 0
  await installModel(model, { dir })
  assert.deepEqual(await readFile(target()), bytes)
  assert.deepEqual(asked, [undefined, `bytes=${size}-`])
})

test('a server that knows no ranges sends it all again', async () => {
  ranges = false
  await mkdir(join(dir, 'one', 'deep'), { recursive: true })
  await writeFile(`${target()}.part`, 'rubbish')
  await installModel(model, { dir })
  assert.deepEqual(await readFile(target()), bytes)
})

test('a file with another checksum is removed and told; one that is damaged later is fetched again', async () => {
  const wrong = { ...model, files: [{ ...model.files[0]!, sha256: '0'.repeat(64) }] }
  await assert.rejects(installModel(wrong, { dir }), /checksum/)
  await assert.rejects(stat(target()))
  await assert.rejects(stat(`${target()}.part`))
  await installModel(model, { dir })
  await writeFile(target(), randomBytes(bytes.length))
  await installModel(model, { dir })
  assert.deepEqual(await readFile(target()), bytes)
})

test('a server that says no, sends more, or is not there, and who stops it, are told in a sentence', async () => {
  const [file] = model.files
  const other = (more: object): Model => ({ ...model, files: [{ ...file!, ...more }] })
  await assert.rejects(installModel(other({ url: file!.url.replace('model', 'no') }), { dir }), /answered 404/)
  await assert.rejects(installModel(other({ bytes: 10 }), { dir }), /more than the file has/)
  await assert.rejects(installModel(other({ url: 'http://127.0.0.1:9/x' }), { dir }), /could not be reached/)
  await assert.rejects(installModel(model, { dir, signal: AbortSignal.abort() }), /Stopped/)
  await writeFile(join(dir, 'a-file'), '')
  await assert.rejects(installModel({ ...model, folder: 'a-file/x' }, { dir }))
})

test('files that were copied by hand are taken from their folder', async () => {
  const from = join(root, 'copied')
  await mkdir(join(from, 'deep'), { recursive: true })
  await assert.rejects(installModel(model, { dir, from }), /could not be read/)
  await writeFile(join(from, 'deep', 'model.bin'), bytes)
  await installModel(model, { dir, from })
  assert.deepEqual(await readFile(target()), bytes)
  assert.equal(asked.length, 0)
})

test('the catalogue is whole: every file pinned, from a fixed place, inside its folder', async () => {
  for (const { files, licence, source } of MODELS) {
    assert.ok(licence && source && files.length)
    for (const { path, url, sha256, bytes: size } of files) {
      assert.match(sha256, /^[0-9a-f]{64}$/)
      assert.match(url, /^https:\/\/[^ ]+\/(?:[0-9a-f]{40}|releases\/download)\/[^ ]+$/)
      assert.ok(size > 0 && !path.startsWith('/') && !path.includes('..'))
    }
  }
  for (const { folder, files } of named(['speaker', 'sense-voice']))
    for (const { path } of files) {
      await mkdir(join(dir, folder), { recursive: true })
      await writeFile(join(dir, folder, path), '')
    }
  const found = findSherpaModels(dir)
  assert.deepEqual([found.speaker !== undefined, found.offline !== undefined], [true, true], 'found where they are put')
  assert.deepEqual(
    named(['pocketsphinx']).map(({ id }) => id),
    ['pocketsphinx-zh', 'pocketsphinx-en'],
  )
})
