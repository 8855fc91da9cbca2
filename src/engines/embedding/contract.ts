/** Numbers that say what a text means; of length 1, so that the product of two is how alike they are, −1…1. */
export type Vector = Float32Array

/** What makes vectors, behind whatever protocol. */
export type VectorSource = {
  /** Vectors of another model under the same name would be taken for its own. */
  model: string
  /** Vectors in the order of the texts. Throws EmbeddingFault, whatever goes wrong. */
  vectors(texts: string[], signal: AbortSignal): Promise<Vector[]>
}

/** The embedding model, or its absence. Nothing here throws; whoever gets nothing goes on without. */
export type Embedding = {
  /** Whether asking makes sense now: configured and not failing. */
  ready(): boolean
  /** Name of the model, empty when there is none. */
  model: string
  /** Vector of one short text, null when there is none within so many milliseconds. */
  now(text: string, limitMs: number): Promise<Vector | null>
  /** Vectors of many texts in their order, kept from earlier or fetched in batches; null when the model failed. */
  all(texts: string[]): Promise<Vector[] | null>
  /** Forgets vectors of texts that nobody asked for in a long time. */
  purge(): Promise<void>
}
