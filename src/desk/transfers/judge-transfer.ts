import type { Message } from '#conversations/contract.ts'
import type { TransferReason, Verdict } from '#desk/transfers/contract.ts'
import { overlap } from '#knowledge/similar.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'

/** A closed conversation, as it is judged. `article` is the best one for what the customer asked. */
export type Closed = {
  /** Why a person was called in the first place; null when none was. */
  reason: string | null
  closeReason: string | null
  rating: number | null
  messages: readonly Message[]
  events: readonly LedgerEvent[]
  article: { body: string; score: number } | null
  /** From which score an article is given as the answer. */
  answers: number
  /** How upset the customer was at the end, 0…1. */
  upset: number
}
export type Judgement = { verdict: Verdict; reasons: TransferReason[] }

/** A person is called for these whatever the bot could say. */
const ALWAYS = new Set(['sensitive', 'complaint', 'flow', 'business-down'])
/** Shorter than this is courtesy. */
const WORDS = 12
/** Likeness from which a reply is the article and nothing more. */
const PASTED = 0.6
const UNHAPPY = 2
const HAPPY = 4

/** Was the hand-over right, not needed, or was one missed? Null when nobody was called and nobody was missed. Pure. */
export function judgeTransfer(closed: Closed): Judgement | null {
  return closed.reason === null ? missed(closed) : handedOver(closed, closed.reason)
}

function missed({ rating, closeReason, events, upset }: Closed): Judgement | null {
  const reasons: TransferReason[] = []
  if (rating !== null && rating <= UNHAPPY) reasons.push('badly-rated')
  if (upset >= 0.75 && closeReason !== 'solved') reasons.push('left-unhappy')
  const lost = events.filter(({ kind, payload }) => kind === 'turn.decided' && payload.outcome === 'unresolved')
  if (lost.length >= 2 && rating !== null && rating < HAPPY) reasons.push('often-unresolved')
  return reasons.length ? { verdict: 'missed', reasons } : null
}

function handedOver(closed: Closed, reason: string): Judgement {
  const said = repliesOf(closed.messages)
  const acted = closed.events.some(actedUpon)
  if (acted)
    return { verdict: 'right', reasons: ['person-acted', ...(solved(closed) ? (['person-solved'] as const) : [])] }
  if (ALWAYS.has(reason)) return { verdict: 'right', reasons: ['must-be-person'] }
  if (said.length === 0) return { verdict: 'unclear', reasons: ['nothing-happened'] }
  const { article } = closed
  const covered = article !== null && article.score >= closed.answers
  if (onlyArticle(closed, said))
    return { verdict: 'not-needed', reasons: covered ? ['only-article', 'article-answers'] : ['only-article'] }
  if (closed.rating !== null && closed.rating <= UNHAPPY) return { verdict: 'unclear', reasons: ['badly-rated'] }
  if (covered && solved(closed)) return { verdict: 'not-needed', reasons: ['article-answers'] }
  if (solved(closed)) return { verdict: 'right', reasons: ['person-explained', 'person-solved'] }
  return { verdict: 'unclear', reasons: ['person-explained'] }
}

const solved = ({ closeReason, rating }: Closed) => closeReason === 'solved' && (rating === null || rating > UNHAPPY)

/** What a person did that only he could: a change in the business, a ticket. */
function actedUpon({ kind, actor, payload }: LedgerEvent): boolean {
  if (!actor.startsWith('user:')) return false
  return (
    kind === 'ticket.opened' || (kind === 'action.performed' && payload.writes === true && payload.outcome === 'ok')
  )
}

/** Replies of people that are more than a greeting. */
const repliesOf = (messages: readonly Message[]): string[] =>
  messages
    .filter(({ author, internal }) => author.kind === 'agent' && !internal)
    .map(({ parts }) => parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n'))
    .filter((text) => text.length >= WORDS && !/^(您好|你好|hi|hello)[^。.!！]{0,30}[。.!！]?$/i.test(text))

/** All that was said was put in from the knowledge base, or stands there word for word. */
function onlyArticle({ article, events }: Closed, said: string[]): boolean {
  const used = events.filter(({ kind, payload }) => kind === 'assist.used' && payload.kind === 'answer').length
  const inArticle = (text: string) => {
    if (!article) return false
    const plain = article.body.replace(/[\s*`#]+/g, '')
    return plain.includes(text.replace(/[\s*`#]+/g, '')) || overlap(text, article.body) >= PASTED
  }
  const own = said.filter((text) => !inArticle(text)).length
  return own === 0 || used >= said.length
}
