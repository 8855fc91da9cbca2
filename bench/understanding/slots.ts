import { buildEntities } from '#understanding/entities.ts'
import { type Hints, plainFeatures, richFeatures } from '#understanding/slots/slot-features.ts'
import { fromTags, locate, type Span, tokensOf, toTags } from '#understanding/slots/spans.ts'
import { buildTagger, trainTagger } from '#understanding/slots/train-tagger.ts'
import { openWords } from '#understanding/words.ts'
import { type Folders, partsOf, type Row } from './data.ts'

type SlotRow = Row & { text: string; slots: Record<string, string | string[]> }
export type Example = { text: string; slots: [string, string][]; context?: string[] }

const SETS: [name: string, title: string][] = [
  ['intent_slots_smp2019_zh', 'smp2019'],
  ['intent_nlupp_banking_en', 'nlupp banking'],
  ['intent_nlupp_hotels_en', 'nlupp hotels'],
]

/** Slot F1 (whole spans) of the tagger beside the same learner with the features of a plain CRF. */
export async function benchSlots(folders: Folders): Promise<Record<string, unknown> | null> {
  const figures: Record<string, unknown> = {}
  for (const [name, title] of SETS) {
    const parts = partsOf<SlotRow>(folders, name)
    if (!parts) continue
    const [train, test] = [parts.train.map(toExample), parts.test.map(toExample)]
    const began = performance.now()
    const tagged = teach(train, true)
    const seconds = (performance.now() - began) / 1000
    const own = score(test, tagged)
    const plain = score(test, teach(train, false))
    const row = {
      f1: round(own.f1),
      plainCrf: round(plain.f1),
      trainSeconds: round(seconds),
      usPerText: Math.round(own.us),
    }
    process.stdout.write(
      `slots ${title} (${parts.split}, ${train.length} → ${test.length}): F1 ${percent(own.f1)}, plain CRF features ${percent(plain.f1)}, trained in ${seconds.toFixed(1)} s, ${row.usPerText} µs a text\n`,
    )
    figures[title] = row
  }
  return Object.keys(figures).length ? figures : absent('slots')
}

export function absent(part: string): null {
  process.stdout.write(`${part}: the data is absent, nothing was measured\n`)
  return null
}

const toExample = ({ text, slots }: SlotRow): Example => ({
  text,
  slots: Object.entries(slots ?? {}).flatMap(([slot, value]) =>
    [value].flat().map((one) => [slot, String(one)] as [string, string]),
  ),
})

/** A tagger of spans, trained on the examples; without `rich` with plain features. */
export function teach(train: Example[], rich: boolean): (example: Example) => Span[] {
  const cut = openWords()
  const findEntities = buildEntities([], [])
  const lists: Record<number, Hints['gazetteer']> = {}
  const read = (gazetteer: Hints['gazetteer']) => (example: Example) => {
    const tokens = tokensOf(example.text)
    if (!rich) return plainFeatures(tokens)
    return richFeatures(tokens, example.text, {
      gazetteer,
      cut: /\p{Script=Han}/u.test(example.text) ? cut : null,
      entities: (text) => findEntities(text, NOON),
      intents: example.context ?? [],
    })
  }
  const set = train.map((example, i) => {
    const tokens = tokensOf(example.text)
    // A value known from this very example would teach to trust the list blindly: every fifth is read by the others.
    const features = read(gazetteerWithout(i % FOLDS))(example)
    return { features, tags: toTags(tokens.length, locate(tokens, example.slots)) }
  })
  const tag = buildTagger(trainTagger(set.filter(({ tags }) => tags.length > 0)))
  const features = read(gazetteerWithout(-1))
  return (example) => fromTags(tag(features(example)))

  function gazetteerWithout(fold: number): Hints['gazetteer'] {
    lists[fold] ??= gazetteerOf(train.filter((_, i) => i % FOLDS !== fold))
    return lists[fold]
  }
}

const FOLDS = 5
const NOON = new Date('2026-11-21T04:00:00Z')

function gazetteerOf(examples: Example[]): Hints['gazetteer'] {
  const found = new Map<string, Set<string>>()
  for (const { slots } of examples) {
    for (const [slot, value] of slots) {
      const key = tokensOf(value).join(' ')
      if (key) found.set(key, (found.get(key) ?? new Set()).add(slot))
    }
  }
  return new Map([...found].map(([value, slots]) => [value, [...slots]]))
}

export function score(test: Example[], tagger: (example: Example) => Span[]): { f1: number; us: number } {
  let [right, guessed, wanted] = [0, 0, 0]
  const began = performance.now()
  const guesses = test.map(tagger)
  const us = ((performance.now() - began) * 1000) / Math.max(1, test.length)
  for (const [i, example] of test.entries()) {
    const tokens = tokensOf(example.text)
    // Values are compared, so that one that stands twice may be found at either place; one not in the text counts as missed.
    const gold = new Set(example.slots.map(([slot, value]) => `${slot}=${tokensOf(value).join(' ')}`))
    const own = new Set(guesses[i]!.map(({ slot, start, end }) => `${slot}=${tokens.slice(start, end).join(' ')}`))
    for (const one of own) if (gold.has(one)) right++
    guessed += own.size
    wanted += gold.size
  }
  return { f1: right ? (2 * right) / (guessed + wanted) : 0, us }
}

export const round = (value: number): number => Math.round(value * 1000) / 1000
export const percent = (value: number): string => `${(value * 100).toFixed(1)} %`
