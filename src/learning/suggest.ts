import { type Clusters, openClusters } from '#learning/cluster.ts'
import type { CaseLabel, FailureCase, Suggestion } from '#learning/contract.ts'
import type { LearningDeps } from '#learning/deps.ts'
import { labelledCases } from '#learning/queries.ts'
import { OUT_OF_SCOPE } from '#understanding/classify.ts'
import type { Understanding } from '#understanding/contract.ts'
import { surenessOf } from '#understanding/emotion/sureness.ts'
import type { ModelKind } from '#understanding/models/contract.ts'

const FROM_MODEL = 5
const FROM_LABELLED = 3
const FROM_SEARCH = 3
/** Words that a feeling was read from. */
const WORDS = 4
/** How many labelled cases are looked through, and for how long they are remembered, in milliseconds. */
const MEMORY = 2000
const FRESH_MS = 20_000

export type Suggest = (one: FailureCase) => Promise<Suggestion[]>

/** Likely labels of a case, best first: what the model says, how alike cases were labelled, articles that come near. */
export function openSuggest(deps: LearningDeps): Suggest {
  const known = new Map<ModelKind, Labelled>()
  return async (one) => {
    let labelled = known.get(one.kind)
    if (!labelled || Date.now() - labelled.at > FRESH_MS) {
      labelled = await readLabelled(deps, one.kind)
      known.set(one.kind, labelled)
    }
    return suggestLabels(deps, one, labelled)
  }
}

type Labelled = { at: number; labels: Map<string, CaseLabel>; clusters: Clusters }

async function readLabelled({ database }: LearningDeps, kind: ModelKind): Promise<Labelled> {
  const rows = await labelledCases(database.db, kind, MEMORY)
  const clusters = openClusters()
  for (const row of rows) clusters.place(row.id, row.text, row.id)
  return { at: Date.now(), labels: new Map(rows.map((row) => [row.id, row.label])), clusters }
}

function suggestLabels(deps: LearningDeps, one: FailureCase, labelled: Labelled): Suggestion[] {
  const titles = new Map(deps.intents().map(({ id, title }) => [id, title]))
  const byLabel = new Map<string, Suggestion>()
  // Whether the feeling was read rightly is what is asked: it stands first.
  const asRead = (suggestion: Suggestion) => one.kind === 'emotion' && suggestion.from === 'model'
  const offer = (label: CaseLabel, score: number, from: Suggestion['from'], more: Partial<Suggestion> = {}) => {
    const key = label.kind === 'emotion' ? label.emotion : JSON.stringify(label)
    const title = (label.kind === 'intent' ? titles.get(label.intentId) : undefined) ?? nameOf(label)
    const known = byLabel.get(key)
    if (known && asRead(known)) return
    if (!known || known.score < score) byLabel.set(key, { label, title, score: round(score), from, words: [], ...more })
  }
  const read = deps.understand(one.text, { language: one.language, now: new Date() })
  if (one.kind === 'emotion') offerFeeling(read.emotion, offer)
  else for (const { id, confidence } of read.intents.slice(0, FROM_MODEL)) offer(asLabel(id), confidence, 'model')
  for (const { id, likeness } of labelled.clusters.nearest(one.text, FROM_LABELLED))
    if (likeness > 0.3 && id !== one.id) offer(labelled.labels.get(id)!, likeness, 'labelled')
  if (one.kind === 'intent')
    for (const hit of deps.search(one.text, { language: one.language, limit: FROM_SEARCH }))
      offer({ kind: 'article', articleId: hit.articleId }, hit.score, 'search', {
        title: { zh: hit.title, en: hit.title },
      })
  return [...byLabel.values()].sort((a, b) => Number(asRead(b)) - Number(asRead(a)) || b.score - a.score)
}

type Offer = (label: CaseLabel, score: number, from: Suggestion['from'], more?: Partial<Suggestion>) => void

/** A feeling as it is read now, with what speaks for it. */
function offerFeeling(emotion: Understanding['emotion'], offer: Offer): void {
  const { label, level, because } = emotion
  const words = [...new Set(because.map(({ text }) => text))].slice(0, WORDS)
  const said = { kind: 'emotion' as const, emotion: label, level: level === 'none' ? null : level }
  offer(said, surenessOf(emotion), 'model', { words })
}

const asLabel = (intentId: string): CaseLabel =>
  intentId === OUT_OF_SCOPE ? { kind: 'out-of-scope' } : { kind: 'intent', intentId }

function nameOf(label: CaseLabel): Suggestion['title'] {
  if (label.kind === 'out-of-scope') return { zh: '服务范围外', en: 'Out of scope' }
  if (label.kind === 'emotion') return { zh: label.emotion, en: label.emotion }
  const name = label.kind === 'intent' ? label.intentId : label.kind === 'article' ? label.articleId : label.title
  return { zh: name, en: name }
}

const round = (value: number) => Math.round(value * 1000) / 1000
