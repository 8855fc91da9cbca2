import type { Vector } from '#engines/embedding/contract.ts'
import type { Db } from '#platform/db/open.ts'

/** Vectors kept under these keys; asking for them keeps them. */
export async function readVectors(db: Db, keys: string[]): Promise<Map<string, Vector>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .updateTable('embeddings')
    .set({ used_at: new Date().toISOString() })
    .where('key', 'in', keys)
    .returning(['key', 'vector'])
    .execute()
  return new Map(rows.map(({ key, vector }) => [key, vectorOf(vector)]))
}

export async function writeVectors(db: Db, vectors: Map<string, Vector>): Promise<void> {
  if (vectors.size === 0) return
  const rows = [...vectors].map(([key, vector]) => ({ key, vector: bytesOf(vector) }))
  await db
    .insertInto('embeddings')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

export async function purgeVectors(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('embeddings').where('used_at', '<', before).execute()
}

function bytesOf(vector: Vector): Buffer {
  const bytes = Buffer.alloc(vector.length * 4)
  for (const [i, value] of vector.entries()) bytes.writeFloatLE(value, i * 4)
  return bytes
}

function vectorOf(stored: Uint8Array): Vector {
  const bytes = Buffer.from(stored)
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(i * 4))
}
