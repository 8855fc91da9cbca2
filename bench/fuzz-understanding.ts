import { loadIntents } from '#understanding/load-intents.ts'
import { randomTexts } from '#understanding/random-texts.ts'
import { buildUnderstand } from '#understanding/understand.ts'

const now = new Date('2026-11-21T04:00:00Z')

/**
 * Feeds texts nobody would write to the understanding; the first that makes it throw, or whose entities do not lie
 * where they say, ends the run with an error. FUZZ_INPUTS is their number.
 */
export async function fuzzUnderstanding(): Promise<Record<string, unknown>> {
  const inputs = Number(process.env.FUZZ_INPUTS ?? 1_000_000)
  const { intents, terms } = loadIntents('packs')
  const understand = buildUnderstand({ intents, terms })
  const examples = intents.flatMap((intent) => [...intent.examples.zh, ...intent.examples.en])
  const next = randomTexts(Number(process.env.FUZZ_SEED ?? 1), examples)
  let longest = { ms: 0, length: 0 }
  const began = performance.now()
  for (let i = 0; i < inputs; i++) {
    const text = next(i)
    const started = performance.now()
    try {
      for (const entity of understand(text, { now }).entities) {
        if (text.slice(entity.start, entity.end) !== entity.text) throw new Error(`${entity.kind} lies elsewhere`)
      }
    } catch (cause) {
      throw new Error(`input ${i}: ${JSON.stringify(text.slice(0, 200))}`, { cause })
    }
    const ms = performance.now() - started
    if (ms > longest.ms) longest = { ms, length: text.length }
    if (i % 100_000 === 99_999) process.stdout.write(`fuzz: ${i + 1} texts\n`)
  }
  const seconds = (performance.now() - began) / 1000
  const figures = {
    inputs,
    thrown: 0,
    seconds: Math.round(seconds),
    longestMs: Math.round(longest.ms),
    ...timing(understand, examples),
  }
  process.stdout.write(
    `fuzz: ${inputs} texts in ${figures.seconds} s, none threw; longest ${figures.longestMs} ms (${longest.length} characters); usual messages p50 ${figures.p50Ms} ms, p99 ${figures.p99Ms} ms\n`,
  )
  return figures
}

/** Of messages as customers write them. */
function timing(understand: ReturnType<typeof buildUnderstand>, examples: string[]): { p50Ms: number; p99Ms: number } {
  const texts = examples.filter((_, i) => i % Math.ceil(examples.length / 2000) === 0).map((text) => `${text} `)
  for (const text of texts) understand(text, { now })
  const times = texts
    .map((text) => {
      const started = performance.now()
      understand(text, { now })
      return performance.now() - started
    })
    .sort((a, b) => a - b)
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 1000) / 1000
  return { p50Ms: at(0.5), p99Ms: at(0.99) }
}
