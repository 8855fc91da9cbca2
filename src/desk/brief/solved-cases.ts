import type { Conversations } from '#conversations/change.ts'
import type { Conversation } from '#conversations/contract.ts'
import { listSolved, putSolved, removeSolved, type SolvedCase } from '#desk/brief/queries.ts'
import type { Article, SearchHit } from '#knowledge/contract.ts'
import type { TextTools } from '#knowledge/features.ts'
import { draftFromCase } from '#knowledge/gaps/draft-from-case.ts'
import { buildSearchIndex } from '#knowledge/search-index.ts'
import type { Database } from '#platform/db/open.ts'
import { followLedger } from '#platform/ledger/follow.ts'
import { ledger } from '#platform/ledger/read.ts'
import type { Log } from '#platform/log.ts'

/** Cases kept in memory; older ones are forgotten first. */
const MOST = 5000
/** A customer who gives so many stars was helped. */
const CONTENT = 4

export type SimilarCase = { case: SolvedCase; score: number }
export type SolvedCases = Awaited<ReturnType<typeof openSolvedCases>>

type Deps = { database: Database; conversations: Conversations; tools: TextTools; log: Log }

/**
 * Cases that agents solved to the customer's satisfaction, found again by the likeness of the question. A reader of the
 * ledger keeps them: each node hears every rating, so each finds the same.
 */
export async function openSolvedCases({ database, conversations, tools, log }: Deps) {
  const index = buildSearchIndex(tools)
  const known = new Map<string, SolvedCase>()
  let version = 0
  const put = (one: SolvedCase) => {
    known.set(one.conversationId, one)
    index.put(asArticle(one, ++version))
  }
  const remove = (conversationId: string) => {
    known.delete(conversationId)
    index.remove(conversationId)
  }
  for (const one of (await listSolved(database.db, MOST)).reverse()) put(one)
  const reader = await followLedger({
    database,
    log,
    name: 'solved-cases',
    kinds: ['conversation.changed'],
    wants: ({ payload }) => payload.what === 'closed' || payload.what === 'rated',
    everyMs: 2000,
    handle: async (events) => {
      for (const { payload } of events) {
        const { id, rating, closeReason } = payload.conversation as Conversation
        if (closeReason !== 'solved' || rating === null) continue
        const solved = rating >= CONTENT ? await readSolved({ database, conversations }, id) : null
        if (solved) {
          await putSolved(database.db, solved)
          put(solved)
        } else {
          await removeSolved(database.db, id)
          remove(id)
        }
      }
    },
  })
  return {
    /** Those whose question is most like this one, best first. */
    similar(question: string, options: { language: 'zh' | 'en'; except: string; limit?: number }): SimilarCase[] {
      const { language, except, limit = 3 } = options
      const hits: SearchHit[] = index.search(question, { language, limit: limit + 1 })
      return hits
        .filter(({ articleId }) => articleId !== except)
        .flatMap(({ articleId, score }) => {
          const one = known.get(articleId)
          return one ? [{ case: one, score }] : []
        })
        .slice(0, limit)
    },
    size: () => known.size,
    catchUp: reader.catchUp,
    stop: reader.stop,
  }
}

/** Question and answer of a solved case; null when no agent explained anything. */
async function readSolved({ database, conversations }: Pick<Deps, 'database' | 'conversations'>, id: string) {
  const c = await conversations.load(id)
  if (c.status !== 'closed' || c.rating === null) return null
  const messages = await conversations.messages(id, { after: 0, limit: 300, internal: false })
  const names = [c.customerName, ...messages.flatMap(({ author }) => (author.kind === 'agent' ? [author.name] : []))]
  const draft = draftFromCase({ id, language: c.language, subject: c.subject, names, messages })
  if (!draft) return null
  const [turn] = await ledger.of(database.db, { conversationId: id, kinds: ['turn.decided'], limit: 1 })
  return {
    conversationId: id,
    language: c.language,
    question: draft.title,
    questions: [...new Set([...draft.questions, ...(c.subject ? draft.examples.slice(0, 1) : [])])],
    answer: draft.body.slice(0, 2000),
    intent: typeof turn?.payload.intent === 'string' ? turn.payload.intent : null,
    rating: c.rating,
    agentId: messages.findLast(({ author }) => author.kind === 'agent')?.author.id ?? null,
    closedAt: c.closedAt ?? c.lastMessageAt,
  } satisfies SolvedCase
}

/** The search reads articles; a case is one for it. */
function asArticle(one: SolvedCase, version: number): Article {
  return {
    ...{ id: one.conversationId, category: 'case', language: one.language, title: one.question, body: one.answer },
    ...{ questions: one.questions, products: [], faultCodes: [], channels: [], status: 'published', version },
    ...{ translationOf: null, validFrom: null, validUntil: null, updatedBy: 'system', updatedAt: one.closedAt },
    ...{ publishedAt: one.closedAt, helpful: 0, unhelpful: 0 },
  }
}
