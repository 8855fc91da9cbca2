import { z } from 'zod'
import type { Vector, VectorSource } from '#engines/embedding/contract.ts'
import { EmbeddingFault } from '#engines/embedding/embedding-fault.ts'
import { ofLengthOne } from '#engines/embedding/length-one.ts'

export type EmbeddingEndpoint = { url: string; key: string; model: string }

/** A batch of 64 vectors of 4096 numbers written out takes less. */
const LONGEST_ANSWER = 16 * 1024 * 1024
const MOST_NUMBERS = 8192

const answered = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()).min(1).max(MOST_NUMBERS) })),
})

/** An OpenAI-compatible endpoint; null when none is named. */
export const fromEndpoint = (endpoint: EmbeddingEndpoint): VectorSource | null =>
  endpoint.url && endpoint.model
    ? { model: endpoint.model, vectors: (texts, signal) => fetchVectors(endpoint, texts, signal) }
    : null

/** One request to `POST /embeddings`; vectors in the order of the texts. Throws EmbeddingFault, whatever goes wrong. */
async function fetchVectors(
  { url, key, model }: EmbeddingEndpoint,
  texts: string[],
  signal: AbortSignal,
): Promise<Vector[]> {
  const response = await fetch(`${url.replace(/\/$/, '')}/embeddings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
    redirect: 'error',
    signal,
  }).catch((error: unknown) => {
    throw new EmbeddingFault(signal.aborted ? 'too slow' : `not reached: ${String(error)}`, !signal.aborted)
  })
  if (!response.ok) {
    await response.body?.cancel()
    const mayRetry = response.status === 429 || response.status >= 500
    throw new EmbeddingFault(`status ${response.status}`, mayRetry, retryAfter(response.headers.get('retry-after')))
  }
  return vectorsIn(await read(response, signal), texts.length)
}

async function read(response: Response, signal: AbortSignal): Promise<unknown> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      if (text.length > LONGEST_ANSWER) throw new EmbeddingFault('an endless answer', false)
    }
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof EmbeddingFault) throw error
    if (signal.aborted) throw new EmbeddingFault('too slow', false)
    throw new EmbeddingFault('a broken answer', !(error instanceof SyntaxError))
  }
}

function vectorsIn(body: unknown, count: number): Vector[] {
  const parsed = answered.safeParse(body)
  if (!parsed.success) throw new EmbeddingFault('an answer of another form', false)
  const byIndex = new Map(parsed.data.data.map(({ index, embedding }) => [index, embedding]))
  const vectors = Array.from({ length: count }, (_, i) => ofLengthOne(byIndex.get(i) ?? []))
  const size = vectors[0]!.length
  if (size === 0 || vectors.some((vector) => vector.length !== size))
    throw new EmbeddingFault('vectors are missing or of different sizes', false)
  return vectors
}

/** Seconds or a date, as HTTP has it. */
function retryAfter(header: string | null): number | null {
  if (!header) return null
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}
