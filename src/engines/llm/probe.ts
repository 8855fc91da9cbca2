import type { LlmProbe } from '#engines/llm/contract.ts'
import { type LlmClient, LlmFault } from '#engines/llm/openai-compatible.ts'

/** Asks the endpoint for one word, past budget and pause: whoever tests wants to know how it is now. */
export async function probe(client: LlmClient | null, model: string, limitMs: number): Promise<LlmProbe> {
  if (!client) return { ok: false, why: 'off', firstMs: null, totalMs: 0, models: [] }
  const started = performance.now()
  const since = () => Math.round(performance.now() - started)
  const signal = AbortSignal.timeout(limitMs)
  const models = await client.models(signal).catch((): string[] => [])
  const asked = since()
  let firstMs: number | null = null
  try {
    const words = client.stream(
      model,
      {
        use: 'drafts',
        system: 'Answer with the single word OK.',
        messages: [{ role: 'user', text: 'OK?' }],
        maxTokens: 16,
      },
      signal,
    )
    for await (const word of words) if (word) firstMs ??= since() - asked
    return {
      ok: firstMs !== null,
      why: firstMs === null ? 'bad-answer' : null,
      firstMs,
      totalMs: since() - asked,
      models,
    }
  } catch (error) {
    const why = error instanceof LlmFault ? error.why : 'down'
    return { ok: false, why, firstMs, totalMs: since() - asked, models }
  }
}
