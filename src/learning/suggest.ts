import { type Clusters, openClusters } from '#learning/cluster.ts'
import type { CaseLabel, FailureCase, Suggestion } from '#learning/contract.ts'
import type { LearningDeps } from '#learning/deps.ts'
import { labelledCases } from '#learning/queries.ts'
import { OUT_OF_SCOPE } from '#understanding/classify.ts'

const FROM_MODEL = 5
const FROM_LABELLED = 3
const FROM_SEARCH = 3
/** How many labelled cases are looked through, and for how long they are remembered, in milliseconds. */
const MEMORY = 2000
const FRESH_MS = 20_000

export type Suggest = (one: FailureCase) => Promise<Suggestion[]>

/** Likely labels of a case, best first: what the model says, how alike cases were labelled, articles that come near. */
export function openSuggest(deps: LearningDeps): Suggest {
  let labelled: Labelled | null = null
  return async (one) => {
    if (!labelled || Date.now() - labelled.at > FRESH_MS) labelled = await readLabelled(deps)
    return suggestLabels(deps, one, labelled)
  }
}

type Labelled = { at: number; labels: Map<string, CaseLabel>; clusters: Clusters }

async function readLabelled({ database }: LearningDeps): Promise<Labelled> {
  const rows = await labelledCases(database.db, MEMORY)
  const clusters = openClusters()
  for (const row of rows) clusters.place(row.id, row.text, row.id)
  return { at: Date.now(), labels: new Map(rows.map((row) => [row.id, row.label])), clusters }
}

function suggestLabels(deps: LearningDeps, one: FailureCase, labelled: Labelled): Suggestion[] {
  const titles = new Map(deps.intents().map(({ id, title }) => [id, title]))
  const byLabel = new Map<string, Suggestion>()
  const offer = (label: CaseLabel, score: number, from: Suggestion['from'], title?: Suggestion['title']) => {
    const key = JSON.stringify(label)
    const named = title ?? (label.kind === 'intent' ? titles.get(label.intentId) : undefined) ?? nameOf(label)
    const known = byLabel.get(key)
    if (!known || known.score < score) byLabel.set(key, { label, title: named, score: round(score), from })
  }
  const read = deps.understand(one.text, { language: one.language, now: new Date() })
  for (const { id, confidence } of read.intents.slice(0, FROM_MODEL)) offer(asLabel(id), confidence, 'model')
  for (const { id, likeness } of labelled.clusters.nearest(one.text, FROM_LABELLED))
    if (likeness > 0.3 && id !== one.id) offer(labelled.labels.get(id)!, likeness, 'labelled')
  for (const hit of deps.search(one.text, { language: one.language, limit: FROM_SEARCH }))
    offer({ kind: 'article', articleId: hit.articleId }, hit.score, 'search', { zh: hit.title, en: hit.title })
  return [...byLabel.values()].sort((a, b) => b.score - a.score)
}

const asLabel = (intentId: string): CaseLabel =>
  intentId === OUT_OF_SCOPE ? { kind: 'out-of-scope' } : { kind: 'intent', intentId }

function nameOf(label: CaseLabel): Suggestion['title'] {
  if (label.kind === 'out-of-scope') return { zh: '服务范围外', en: 'Out of scope' }
  const name = label.kind === 'intent' ? label.intentId : label.kind === 'article' ? label.articleId : label.title
  return { zh: name, en: name }
}

const round = (value: number) => Math.round(value * 1000) / 1000
