import { recordAudit } from '#governance/record-audit.ts'
import { type By, createArticle } from '#knowledge/articles.ts'
import type { ManagedArticle } from '#knowledge/contract.ts'
import type { AcceptInput, ArticleSuggestion, OfferedSuggestion, QuestionCluster } from '#knowledge/gaps/contract.ts'
import { decideSuggestion, deleteClusters, findSuggestion, putSuggestion } from '#knowledge/gaps/suggestion-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'

/** Offers an article that is missing. One that somebody decided on is not offered again. */
export async function offerSuggestion(tx: Tx, offered: OfferedSuggestion, actor = 'system'): Promise<void> {
  const id = await putSuggestion(tx, newId(), offered)
  if (id) await tell(tx, id, offered.source, 'offered', actor)
}

/** Puts the groups of unanswered questions in the place of those offered before. */
export async function offerClusters(tx: Tx, clusters: QuestionCluster[]): Promise<void> {
  await deleteClusters(
    tx,
    clusters.map(({ id }) => id),
  )
  for (const { id, language, size, texts } of clusters) {
    const [title = ''] = texts
    if (!title) continue
    await offerSuggestion(tx, {
      ...{ source: 'cluster', sourceId: id, language, size, body: '', category: '', conversationId: null },
      title: title.slice(0, 200),
      questions: texts.slice(0, 20).map((text) => text.slice(0, 300)),
      examples: texts.slice(0, 20),
    })
  }
}

/** Makes a draft of a suggestion. Throws conflict when somebody decided before, article_invalid while there is no answer. */
export async function acceptSuggestion(tx: Tx, id: string, change: AcceptInput, by: By): Promise<ManagedArticle> {
  const suggestion = await existing(tx, id)
  const { departmentId, ...given } = change
  const { language } = suggestion
  const content = {
    title: given.title ?? suggestion.title,
    body: given.body ?? suggestion.body,
    questions: (given.questions ?? suggestion.questions).filter((one) => one !== (given.title ?? suggestion.title)),
    category: given.category ?? (suggestion.category || 'suggested'),
  }
  if (!content.body.trim()) throw new AppError('article_invalid', { detail: 'body' })
  const fields = { products: [], faultCodes: [], channels: [], translationOf: null, validFrom: null, validUntil: null }
  const article = await createArticle(tx, { ...content, ...fields, language, departmentId }, by, {
    origin: 'suggested',
  })
  await decide(tx, suggestion, 'accepted', article.id, by)
  return article
}

/** Not wanted; it is not offered again. */
export async function dismissSuggestion(tx: Tx, id: string, by: By): Promise<void> {
  await decide(tx, await existing(tx, id), 'dismissed', null, by)
}

async function existing(tx: Tx, id: string): Promise<ArticleSuggestion> {
  const suggestion = await findSuggestion(tx, id)
  if (!suggestion) throw new AppError('not_found')
  return suggestion
}

async function decide(
  tx: Tx,
  { id, source }: ArticleSuggestion,
  status: 'accepted' | 'dismissed',
  articleId: string | null,
  by: By,
): Promise<void> {
  if (!(await decideSuggestion(tx, id, { status, by: by.actor, articleId }))) throw new AppError('conflict')
  await tell(tx, id, source, status, by.actor)
  const detail = { articleId }
  await recordAudit(tx, {
    actor: by.actor,
    action: `suggestion.${status}`,
    target: `suggestion:${id}`,
    detail,
    ip: by.ip,
  })
}

async function tell(
  tx: Tx,
  suggestionId: string,
  source: ArticleSuggestion['source'],
  what: 'offered' | 'accepted' | 'dismissed',
  actor: string,
): Promise<void> {
  const payload = { suggestionId, source, what }
  await appendEvents(tx, [{ kind: 'suggestion.changed', conversationId: null, customerId: null, actor, payload }])
}
