import type { Conversations } from '#conversations/change.ts'
import type { Message } from '#conversations/contract.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import type { Customer } from '#customers/contract.ts'
import { askedIn } from '#desk/brief/asked.ts'
import type { Brief, NextStep, OpenOrder, OpenTicket, Rule, Solution } from '#desk/brief/contract.ts'
import { countEarlier } from '#desk/brief/queries.ts'
import { rootCause, type Titles } from '#desk/brief/root-cause.ts'
import { rankSolutions } from '#desk/brief/solutions.ts'
import type { SolvedCases } from '#desk/brief/solved-cases.ts'
import type { SearchHit, SearchKnowledge } from '#knowledge/contract.ts'
import type { Database } from '#platform/db/open.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { ledger } from '#platform/ledger/read.ts'

export type BriefDeps = {
  database: Database
  conversations: Conversations
  search: SearchKnowledge
  solved: Pick<SolvedCases, 'similar'>
  customer: (id: string) => Promise<Customer | null>
  /** Orders still under way; null when the business system could not be asked. */
  orders: (customerId: string) => Promise<OpenOrder[] | null>
  tickets: (customerId: string) => Promise<OpenTicket[]>
  /** What a flow would do next, by the last step of the path or by the intent. */
  next: (path: string | null, intent: string | null) => NextStep | null
  titles: Titles
  /** What the business allows for the orders named. */
  rules: (customerId: string, orderIds: string[], intent: string | null) => Promise<Rule[]>
  /** A few sentences in the reader's language; null without a language model, or when it did not help. */
  phrase: (brief: Brief, messages: Message[], language: 'zh' | 'en') => Promise<string | null>
}

/** What was decided about a conversation's turns, oldest first. */
const KINDS = ['turn.decided', 'action.performed']
const MOST_EVENTS = 60

/** Everything whoever takes over should know, and three ways to solve it. */
export async function readBrief(deps: BriefDeps, c: StoredConversation, language: 'zh' | 'en'): Promise<Brief> {
  const { database, conversations } = deps
  const [messages, events, customer, orders, tickets, counts] = await Promise.all([
    conversations.messages(c.id, { after: 0, limit: 300, internal: false }),
    ledger.of(database.db, { conversationId: c.id, kinds: KINDS, limit: MOST_EVENTS }),
    deps.customer(c.customerId),
    deps.orders(c.customerId),
    deps.tickets(c.customerId),
    countEarlier(database.db, c.customerId, c.id),
  ])
  events.reverse()
  const asked = askedIn(messages)
  const { handOver } = c
  const reason = handOver && (handOver.first?.reason ?? handOver.reason)
  const brief: Brief = {
    conversationId: c.id,
    profile: {
      ...{ name: c.customerName, tier: c.tier, verified: customer?.verified ?? false },
      ...{
        elderly: customer?.elderly ?? false,
        tags: (customer?.tags ?? []).map(({ tag, reason }) => ({ tag, reason })),
      },
      ...{ orders, tickets, ...counts },
    },
    problem: {
      wants: handOver?.wants ?? { zh: c.subject ?? asked.latest, en: c.subject ?? asked.latest },
      said: asked.first,
      reason,
      at: handOver && (handOver.first?.at ?? handOver.at),
      root: rootCause(events, reason, deps.titles),
    },
    tried: handOver?.tried ?? [],
    solutions: await findSolutions(deps, c, { messages, events, asked }),
    summary: null,
  }
  const text = await deps.phrase(brief, messages, language)
  return { ...brief, summary: text === null ? null : { text, generated: true } }
}

type Heard = { messages: Message[]; events: LedgerEvent[]; asked: ReturnType<typeof askedIn> }

async function findSolutions(deps: BriefDeps, c: StoredConversation, heard: Heard): Promise<Solution[]> {
  const { messages, events, asked } = heard
  const turns = events.filter(({ kind, payload }) => kind === 'turn.decided' && payload.input === 'message')
  const meant = turns.findLast(({ payload }) => Number(payload.confidence) >= 0.42 && isTask(payload.intent))
  const intent = (meant?.payload.intent as string | undefined) ?? null
  const path = turns.flatMap(({ payload }) => (payload.path as string[] | undefined) ?? []).at(-1) ?? null
  const questions = [...new Set([asked.latest, asked.first])].filter(Boolean)
  const { language, channel } = c
  const hits = best(questions.map((text) => deps.search(text, { language, channel, limit: 4 })))
  const cases = questions.flatMap((text) => deps.solved.similar(text, { language, except: c.id }))
  const orderIds = [
    ...new Set((c.handOver?.facts ?? []).flatMap(({ value }) => /\b[A-Z]{2}\d{6,}\b/.exec(value) ?? [])),
  ]
  return rankSolutions({
    ...{ language, hits, shown: shownIn(messages), next: deps.next(path, intent) },
    cases: cases.filter((one, i) => cases.findIndex((other) => other.case === one.case) === i),
    confidence: Number(meant?.payload.confidence ?? 0),
    rules: await deps.rules(c.customerId, orderIds, intent),
  })
}

const isTask = (intent: unknown) =>
  typeof intent === 'string' && intent !== 'talk_to_human' && intent !== 'out_of_scope'

/** The best score of each article over several questions, best first. */
function best(found: SearchHit[][]): SearchHit[] {
  const byId = new Map<string, SearchHit>()
  for (const hit of found.flat()) if (hit.score > (byId.get(hit.articleId)?.score ?? 0)) byId.set(hit.articleId, hit)
  return [...byId.values()].sort((a, b) => b.score - a.score).slice(0, 4)
}

/** Articles the customer was shown in this conversation. */
const shownIn = (messages: Message[]): Set<string> =>
  new Set(messages.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'source' ? [part.articleId] : []))))
