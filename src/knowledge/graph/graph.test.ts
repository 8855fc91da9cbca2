import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { aboutFaultCode } from '#knowledge/graph/about-fault-code.ts'
import { changeGraph } from '#knowledge/graph/change-graph.ts'
import type { GraphOperation } from '#knowledge/graph/contract.ts'
import { callFaultCode } from '#knowledge/graph/fault-code-call.ts'
import { loadGraph, putPackGraph, removePackGraph } from '#knowledge/graph/pack-graph.ts'
import { readGraph } from '#knowledge/graph/read-graph.ts'
import { callVideos } from '#knowledge/graph/videos-call.ts'
import { putPackArticles } from '#knowledge/pack-articles.ts'
import { loadArticles } from '#knowledge/seed.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { AppError } from '#platform/errors.ts'

const PACK = join(import.meta.dirname, '../../../packs/ecommerce')
const by = { actor: 'user:qiu' }
let database: Database
before(async () => {
  database = await openTestDatabase()
  await database.transaction(async (tx) => {
    await putPackArticles(tx, loadArticles([PACK]), new Map(), 'system')
    await putPackGraph(tx, 'ecommerce', loadGraph(PACK))
  })
})
after(() => database.close())

const change = (...operations: GraphOperation[]) => database.transaction((tx) => changeGraph(tx, operations, by))
const whole = () => readGraph(database.db, { depth: 0, limit: 1000 })
const refused = (error: unknown) => error instanceof AppError && error.code === 'graph_invalid'
const partStock = async (partId: string) => (partId === 'part-rc4-sensor' ? 12 : null)
const about = (code: string, productId: string | null, language: 'zh' | 'en' = 'zh') =>
  aboutFaultCode({ database, partStock }, { code, productId, language })

test('a fault code of a product brings its manual, its video and its spare part with live stock', async () => {
  const help = await about('e102', 'p-rice-cooker')
  assert.deepEqual(help!.product, { id: 'p-rice-cooker', title: '电饭煲 RC4' })
  assert.equal(help!.meaning, '锅底温度传感器异常')
  assert.deepEqual(
    help!.articles.map(({ id }) => id),
    ['fault-rc4-e102'],
  )
  assert.equal(help!.videos[0]?.seconds, 118)
  assert.deepEqual(help!.parts, [{ partId: 'part-rc4-sensor', title: '电饭煲 RC4 温度传感器', stock: 12 }])
  const english = await about('E102', 'p-rice-cooker', 'en')
  assert.deepEqual(
    english!.articles.map(({ id }) => id),
    ['fault-rc4-e102.en'],
  )
  assert.equal(english!.parts[0]!.title, 'Temperature sensor for Rice Cooker RC4')
  assert.equal((await about('E102', 'p-kettle'))!.parts[0]!.stock, null, 'a system that does not answer is no zero')
})

test('a code that several products have asks which one; one that nobody knows is said to be unknown', async () => {
  const help = await about('E102', null)
  assert.equal(help!.product, null)
  assert.ok(help!.products.length >= 5)
  assert.deepEqual([help!.articles, help!.parts], [[], []])
  assert.equal((await about('E107', null))!.product?.id, 'p-vacuum-x10')
  assert.equal(await about('E999', null), null)
  const outcome = await callFaultCode({ database, partStock }, { code: 'E999' })
  assert.deepEqual([outcome.ok, outcome.ok || outcome.why], [false, 'not_found'])
  assert.equal((await callFaultCode({ database, partStock }, { code: 'E107', language: 'en' })).ok, true)
})

test('a video is found for the fault code, else what there is of the product', async () => {
  const videos = async (input: Record<string, unknown>) => {
    const outcome = await callVideos(database, input)
    assert.ok(outcome.ok)
    const { videos: exact, others } = outcome.data as Record<'videos' | 'others', { title: string; url: string }[]>
    return [exact, others].map((some) => some.map(({ url }) => url.split('/').at(-1)))
  }
  assert.deepEqual(await videos({ code: 'e102', productId: 'p-vacuum-x10' }), [['x10-brush'], []])
  assert.deepEqual(await videos({ code: 'E101', productId: 'p-vacuum-x10' }), [[], ['x10-brush']])
  assert.deepEqual(await videos({ productId: 'p-coffee' }), [['c3-descale'], []])
  assert.deepEqual(await videos({ code: 'E102', productId: 'p-humidifier' }), [[], []])
  assert.deepEqual(await videos({}), [[], []])
})

test('around E102 stand the products that have it and everything that helps', async () => {
  const near = await readGraph(database.db, { around: 'E102', depth: 1, limit: 500 })
  assert.ok(near.nodes.some(({ id }) => id === 'product:p-rice-cooker'))
  assert.ok(near.nodes.some(({ kind }) => kind === 'part') && near.nodes.some(({ kind }) => kind === 'video'))
  assert.ok(near.edges.every(({ from, to }) => [from, to].every((end) => near.nodes.some(({ id }) => id === end))))
  const far = await readGraph(database.db, { around: 'E102', depth: 2, limit: 500 })
  assert.ok(far.nodes.length > near.nodes.length)
  assert.deepEqual((await readGraph(database.db, { around: 'nothing', depth: 2, limit: 10 })).nodes, [])
  assert.equal((await readGraph(database.db, { around: 'E102', depth: 2, limit: 3 })).truncated, true)
})

test('every change of the picture can be undone, and undone again', async () => {
  const before = await whole()
  const operations: GraphOperation[] = [
    {
      op: 'create-node',
      node: {
        id: 'v1',
        kind: 'video',
        ref: 'v1',
        title: '新视频',
        titleEn: '',
        data: { url: 'https://example.com/v' },
        x: 1,
        y: 2,
      },
    },
    { op: 'connect', from: 'product:p-kettle', to: 'v1', kind: 'shown_in' },
    { op: 'move-node', id: 'product:p-kettle', x: 700, y: -20 },
    { op: 'edit-node', id: 'part:part-k1-base', title: '新底座' },
    { op: 'disconnect', from: 'product:p-kettle', to: 'fault_code:p-kettle:E101', kind: 'has_fault' },
    { op: 'delete-node', id: 'fault_code:p-kettle:E102' },
  ]
  const inverse = await change(...operations)
  const after1 = await whole()
  assert.notDeepEqual(after1, before)
  const redo = await change(...inverse)
  assert.deepEqual(await whole(), before)
  await change(...redo)
  assert.deepEqual(await whole(), after1)
  await change(...inverse)
})

test('what makes no sense is refused whole', async () => {
  const before = await whole()
  for (const operation of [
    { op: 'connect', from: 'part:part-k1-base', to: 'product:p-kettle', kind: 'needs_part' },
    { op: 'connect', from: 'product:p-kettle', to: 'nothing', kind: 'needs_part' },
    { op: 'create-node', node: { kind: 'video', ref: 'x', title: 'x', titleEn: '', data: {}, x: 0, y: 0 } },
    { op: 'create-node', node: { kind: 'article', ref: 'nothing', title: 'x', titleEn: '', data: {}, x: 0, y: 0 } },
    {
      op: 'create-node',
      node: { id: 'product:p-kettle', kind: 'product', ref: 'x', title: 'x', titleEn: '', data: {}, x: 0, y: 0 },
    },
    { op: 'delete-node', id: 'nothing' },
  ] as GraphOperation[])
    await assert.rejects(change({ op: 'move-node', id: 'product:p-fan', x: 9, y: 9 }, operation), refused)
  assert.deepEqual(await whole(), before)
})

test('any walk of moves, joins and partings is undone by its inverse', async () => {
  const { nodes } = await whole()
  const anyNode = fc.constantFrom(...nodes.slice(0, 40).map(({ id }) => id))
  const kind = fc.constantFrom(
    'has_fault' as const,
    'explained_by' as const,
    'shown_in' as const,
    'needs_part' as const,
  )
  const place = fc.integer({ min: -1000, max: 1000 })
  const step: fc.Arbitrary<GraphOperation> = fc.oneof(
    fc.record({ op: fc.constant('move-node' as const), id: anyNode, x: place, y: place }),
    fc.record({ op: fc.constant('connect' as const), from: anyNode, to: anyNode, kind }),
    fc.record({ op: fc.constant('disconnect' as const), from: anyNode, to: anyNode, kind }),
    fc.record({ op: fc.constant('delete-node' as const), id: anyNode }),
  )
  const before = await whole()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      try {
        const inverse = await change(...steps)
        if (inverse.length) await change(...inverse)
      } catch (error) {
        if (!refused(error)) throw error
      }
      assert.deepEqual(await whole(), before)
    }),
    { numRuns: 25 },
  )
})

test('a pack that goes takes its nodes along, but for what somebody made his own', async () => {
  await change({ op: 'edit-node', id: 'product:p-fan', title: '我们的风扇' })
  await database.transaction((tx) => putPackGraph(tx, 'ecommerce', loadGraph(PACK)))
  assert.equal((await whole()).nodes.find(({ id }) => id === 'product:p-fan')?.title, '我们的风扇')
  await database.transaction((tx) => removePackGraph(tx, 'ecommerce'))
  assert.ok(!(await whole()).nodes.some(({ id }) => id === 'part:part-p7-filter'))
})
