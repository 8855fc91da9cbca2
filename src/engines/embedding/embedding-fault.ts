/** Why there are no vectors. `mayRetry`: the same request may work a moment later. `retryAfterMs`: the endpoint asked for so much time. */
export class EmbeddingFault extends Error {
  readonly mayRetry: boolean
  readonly retryAfterMs: number | null
  constructor(message: string, mayRetry: boolean, retryAfterMs: number | null = null) {
    super(message)
    this.mayRetry = mayRetry
    this.retryAfterMs = retryAfterMs
  }
}
