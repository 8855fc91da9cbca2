import type { Conversations } from '#conversations/change.ts'
import type { Message } from '#conversations/contract.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import type { Customer } from '#customers/contract.ts'
import type { AssistAnswer, Suggestion, SuggestionKind } from '#desk/assist/contract.ts'
import type { Ranker } from '#desk/assist/ranker.ts'
import { askedIn, wordsOf } from '#desk/brief/asked.ts'
import type { NextStep } from '#desk/brief/contract.ts'
import { plainText } from '#desk/brief/solutions.ts'
import type { SolvedCases } from '#desk/brief/solved-cases.ts'
import type { EmotionState } from '#emotion/contract.ts'
import { readEmotionStates } from '#emotion/states.ts'
import type { SearchKnowledge } from '#knowledge/contract.ts'
import { overlap } from '#knowledge/similar.ts'
import type { Script } from '#packs/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { ledger } from '#platform/ledger/read.ts'

export type AssistDeps = {
  database: Database
  conversations: Conversations
  search: SearchKnowledge
  solved: Pick<SolvedCases, 'similar'>
  scripts: () => readonly Script[]
  customer: (id: string) => Promise<Customer | null>
  next: (path: string | null, intent: string | null) => NextStep | null
  ranker: Ranker
}

const MOST = 6
const MOST_OF_KIND: Record<SuggestionKind, number> = { answer: 3, script: 3, step: 1, similar: 2 }
const LEAST_SCORE = 0.12
/** A draft shorter than this says nothing yet. */
const SHORT = 4
/** How upset each level is. */
const UPSET: Record<EmotionState['level'], number> = { none: 0, low: 0.4, medium: 0.75, high: 1 }
const UNHAPPY = new Set(['anger', 'anxiety', 'dissatisfaction', 'disappointment', 'sadness', 'fear'])

type Candidate = Pick<Suggestion, 'kind' | 'refId' | 'title' | 'text'> & {
  fit: number
  emotion: number
  persona: number
}
type Scene = {
  draft: string
  asks: boolean
  upset: number
  said: string[]
}

/** What an agent may say next, best first: answers, scripts, the next step, cases solved before. */
export async function suggest(deps: AssistDeps, c: StoredConversation, draft: string): Promise<AssistAnswer> {
  const { database, conversations, ranker } = deps
  const [messages, turns, customer, emotions] = await Promise.all([
    conversations.messages(c.id, { limit: 40, internal: false }),
    ledger.of(database.db, { conversationId: c.id, kinds: ['turn.decided'], limit: 8 }),
    deps.customer(c.customerId),
    readEmotionStates(database.db, [c.id]),
  ])
  const emotion = emotions.get(c.id)
  const asked = askedIn(messages)
  const scene: Scene = {
    draft: draft.trim().length >= SHORT ? draft.trim() : '',
    asks: /[?？]|吗|呢|怎么|如何|什么|多少|几|how|what|when|where|can i|why/i.test(asked.all.at(-1) ?? ''),
    upset: emotion && UNHAPPY.has(emotion.label) ? UPSET[emotion.level] : 0,
    said: saidIn(messages),
  }
  const candidates = [
    ...answers(deps, c, [asked.latest, scene.draft]),
    ...scripts(deps, c, emotion, personasOf(c, customer, messages)),
    ...steps(
      deps,
      c,
      turns.map(({ payload }) => payload),
    ),
    ...cases(deps, c, asked.latest),
  ]
  const ranked = candidates
    .map((one) => ({ ...one, features: featuresOf(one, scene) }))
    .map((one) => ({ ...one, score: Math.round(ranker.chance(one) * 1000) / 1000 }))
    .sort((a, b) => b.score - a.score || (a.refId < b.refId ? -1 : 1))
  const seq = messages.findLast(({ author }) => author.kind === 'customer')?.seq ?? 0
  return { seq, suggestions: take(ranked).map((one, i) => shown(one, c.id, seq, i + 1)) }
}

const shown = (
  one: Candidate & { features: number[]; score: number },
  conversationId: string,
  seq: number,
  rank: number,
) => {
  const { kind, refId, title, text, score, features } = one
  return {
    id: `${conversationId}:${seq}:${kind}:${refId}`.slice(0, 200),
    kind,
    refId,
    title,
    text,
    score,
    rank,
    features,
  }
}

function take<T extends Candidate>(ranked: T[]): T[] {
  const taken: T[] = []
  for (const one of ranked) {
    const alike = taken.filter(({ kind }) => kind === one.kind).length
    if (taken.length < MOST && alike < MOST_OF_KIND[one.kind]) taken.push(one)
  }
  return taken
}

const round = (value: number) => Math.round(value * 1000) / 1000

function featuresOf({ kind, fit, emotion, persona, text }: Candidate, scene: Scene): number[] {
  const is = (one: SuggestionKind) => (kind === one ? 1 : 0)
  const informs = kind === 'answer' || kind === 'similar'
  const repeated = scene.said.some(
    (said) => said.length > SHORT && (text.includes(said) || said.includes(text.slice(0, 60))),
  )
  return [
    ...[1, fit, is('answer'), is('script'), is('step'), is('similar'), emotion, persona],
    scene.draft ? overlap(scene.draft.slice(0, 200), text.slice(0, 200)) : 0,
    ...[informs && scene.asks ? 1 : 0, kind === 'script' ? scene.upset : -0.3 * scene.upset, repeated ? 1 : 0],
  ].map(round)
}

/** What the agent or the bot has said to the customer. */
const saidIn = (messages: Message[]): string[] =>
  messages.filter(({ author }) => author.kind === 'agent' || author.kind === 'bot').map(({ parts }) => wordsOf(parts))

function answers({ search }: AssistDeps, c: StoredConversation, questions: string[]): Candidate[] {
  const found = new Map<string, Candidate>()
  for (const question of questions.filter(Boolean))
    for (const hit of search(question, { language: c.language, channel: c.channel, limit: 4 })) {
      if (hit.score < LEAST_SCORE || hit.score <= (found.get(hit.articleId)?.fit ?? 0)) continue
      const title = { zh: hit.title, en: hit.title }
      found.set(hit.articleId, {
        ...{
          kind: 'answer',
          refId: hit.articleId,
          title,
          text: plainText(hit.body),
          fit: hit.score,
          emotion: 0,
          persona: 0,
        },
      })
    }
  return [...found.values()]
}

/** Scripts made for other feelings or other people are left out. */
function scripts(
  deps: AssistDeps,
  c: StoredConversation,
  emotion: EmotionState | undefined,
  personas: string[],
): Candidate[] {
  const felt = emotion && emotion.level !== 'none' ? emotion.label : 'neutral'
  return deps.scripts().flatMap((script): Candidate[] => {
    const feels = script.emotions.length === 0 ? 0 : script.emotions.includes(felt) ? 1 : -1
    const suits = script.personas.length === 0 ? 0 : script.personas.some((one) => personas.includes(one)) ? 1 : -1
    if (feels < 0 || suits < 0) return []
    const fit = 0.3 + 0.35 * feels + 0.25 * suits
    return [
      {
        ...{ kind: 'script', refId: script.id, title: script.title, text: script.text[c.language], fit },
        ...{ emotion: feels, persona: suits },
      },
    ]
  })
}

function personasOf(c: StoredConversation, customer: Customer | null, messages: Message[]): string[] {
  const day = 24 * 3600_000
  const fresh = customer !== null && messages.length > 0 && Date.now() - Date.parse(customer.createdAt) < day
  return [
    ...(customer?.elderly ? ['elderly'] : []),
    c.tier === 'vip' || c.tier === 'gold' ? 'vip' : fresh ? 'new' : 'regular',
  ]
}

/** Newest decision first. */
function steps(deps: AssistDeps, c: StoredConversation, turns: Record<string, unknown>[]): Candidate[] {
  const sure = turns.find(({ intent, confidence }) => typeof intent === 'string' && Number(confidence) >= 0.3)
  const path = (turns.find(({ path }) => (path as string[] | undefined)?.length)?.path as string[] | undefined)?.at(-1)
  const next = deps.next(path ?? null, (sure?.intent as string | undefined) ?? null)
  if (!next) return []
  const fit = path ? 0.6 : Number(sure?.confidence ?? 0)
  return [
    {
      ...{ kind: 'step', refId: `${next.flow}/${next.step}`, title: next.title, text: next.text[c.language], fit },
      ...{ emotion: 0, persona: 0 },
    },
  ]
}

function cases({ solved }: AssistDeps, c: StoredConversation, question: string): Candidate[] {
  if (!question) return []
  return solved.similar(question, { language: c.language, except: c.id, limit: 2 }).flatMap(({ case: one, score }) => {
    if (score < LEAST_SCORE) return []
    const title = { zh: one.question, en: one.question }
    return [
      {
        ...{
          kind: 'similar' as const,
          refId: one.conversationId,
          title,
          text: one.answer,
          fit: score,
          emotion: 0,
          persona: 0,
        },
      },
    ]
  })
}
