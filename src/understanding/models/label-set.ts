import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { isShortQuestion } from '#understanding/emotion/short-question.ts'
import type { LabelledText } from '#understanding/emotion/taught/taught-model.ts'
import type { Anchor } from '#understanding/emotion/taught/train-taught.ts'
import type { TrainingSet } from '#understanding/models/training-set.ts'

/** Customers of these are angry by right. */
const HEATED = new Set(['abuse', 'complaint', 'feedback'])
/** More say nothing new, and each takes its time. */
const MOST_ANCHORS = 20_000

/** Plain questions: the short ones that packs and articles give of intents that nobody is angry for. The same ones every time. */
export function plainQuestions({ intents }: TrainingSet): Anchor[] {
  const all = intents
    .filter(({ id }) => !HEATED.has(id))
    .flatMap(({ examples }) =>
      (['zh', 'en'] as const).flatMap((language) =>
        examples[language].filter(isShortQuestion).map((text) => ({ text, language })),
      ),
    )
  const step = Math.ceil(all.length / MOST_ANCHORS)
  const sorted = step > 1 ? all.toSorted((a, b) => (a.text < b.text ? -1 : 1)) : all
  return sorted.filter((_, i) => i % step === 0)
}

/** The same for equal labels and questions, whatever their order. */
export function hashLabels(labels: LabelledText[], anchors: Anchor[]): string {
  const lines = [...labels, ...anchors].map((one) => JSON.stringify(one)).sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

export const packLabels = (labels: LabelledText[]): Uint8Array => gzipSync(JSON.stringify(labels), { level: 1 })
export const unpackLabels = (bytes: Uint8Array): LabelledText[] =>
  JSON.parse(gunzipSync(bytes).toString()) as LabelledText[]

const PARTS = ['', 'lexicon', 'taught', 'train']

/** Changes with the shipped weights, the lexicon and the code around them: what was added to other weights is worth nothing. */
export function emotionEngine(dir = join(import.meta.dirname, '../emotion')): string {
  const hash = createHash('sha256')
  for (const part of PARTS)
    for (const name of readdirSync(join(dir, part)).sort())
      if (/(?:(?<!\.test)\.ts|\.bin|\.yaml)$/.test(name)) hash.update(name).update(readFileSync(join(dir, part, name)))
  return hash.digest('hex')
}
