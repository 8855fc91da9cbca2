import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Embedding, VectorSource } from '#engines/embedding/contract.ts'
import { EmbeddingFault } from '#engines/embedding/embedding-fault.ts'

export const product = (a: Float32Array, b: Float32Array): number => a.reduce((sum, one, i) => sum + one * b[i]!, 0)

/** What every source of vectors keeps to. `asked` counts the texts that reached the model itself. */
export function conforms(name: string, open: () => Embedding, source: () => VectorSource, asked: () => number): void {
  test(`${name}: many texts come back in order and of length one, and none goes to the model twice`, async () => {
    const texts = Array.from({ length: 150 }, (_, i) => `问题 ${i % 140}`)
    const before = asked()
    const vectors = (await open().all(texts))!
    assert.equal(vectors.length, 150)
    for (const vector of vectors) assert.ok(Math.abs(product(vector, vector) - 1) < 1e-4)
    assert.deepEqual([...vectors[3]!], [...vectors[143]!])
    assert.equal(asked() - before, 140)
    const again = (await open().all(texts))!
    assert.equal(asked() - before, 140, 'another node takes them from the database')
    assert.deepEqual([...again[149]!], [...vectors[149]!])
  })
  test(`${name}: empty, very long and odd texts have vectors too`, async () => {
    const odd = ['', '长'.repeat(9000), '\u0000\u200b\ud83d\ude00 \ud800', 'x'.repeat(500)]
    assert.equal((await open().all(odd))!.length, 4)
  })
  test(`${name}: a question alone has the vector that it has among others`, async () => {
    const [, among] = (await open().all(['退货', '运费怎么算']))!
    const alone = (await open().now('运费怎么算', 10_000))!
    assert.ok(product(among!, alone) > 0.9999)
  })
  test(`${name}: what is given up ends with a fault that one goes on from`, async () => {
    await assert.rejects(source().vectors(['没有时间的问题'], AbortSignal.abort()), EmbeddingFault)
    assert.equal((await source().vectors(['有时间的问题'], AbortSignal.timeout(10_000))).length, 1)
  })
}
