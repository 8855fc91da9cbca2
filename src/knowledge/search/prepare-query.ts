import type { Embedding } from '#engines/embedding/contract.ts'
import { openMasker } from '#governance/mask.ts'
import { withoutConnector } from '#understanding/segment.ts'

/** A customer waits no longer for the vector of his question. */
const LIMIT_MS = 250
const REMEMBERED = 500

export type Prepared = {
  /** Fetches the vector of what a customer wrote; his names and other personal data are left out of what is sent. */
  prepare(text: string, names: readonly string[]): Promise<void>
  /** The vector of a query, when its text was prepared. */
  vectorOf(query: string): Float32Array | undefined
}

/** Vectors of the latest messages, so that search itself waits for nothing. */
export function openPrepared(embedding: Embedding): Prepared {
  const vectors = new Map<string, Float32Array>()
  return {
    async prepare(text, names) {
      const query = text.trim()
      if (!query || !embedding.ready()) return
      const masked = openMasker(names)
        .mask(query)
        .replace(/⟦[A-Z]+_\d+⟧/g, ' ')
      const vector = await embedding.now(masked, LIMIT_MS)
      if (!vector) return
      for (const key of new Set([query, withoutConnector(query)])) vectors.set(key, vector)
      while (vectors.size > REMEMBERED) vectors.delete(vectors.keys().next().value!)
    },
    vectorOf: (query) => vectors.get(query.trim()),
  }
}
