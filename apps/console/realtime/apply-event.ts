import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Conversation, Message } from '../../../src/conversations/contract.ts'
import type { EmotionState } from '../../../src/emotion/contract.ts'
import type { LedgerEvent } from '../../../src/platform/ledger/contract.ts'
import { addMessages, applyToHead, replaceMessage } from '../../kit/sync.ts'
import type { Page } from '../api.ts'
import { placeInQueue } from './place-in-queue.ts'
import {
  curveKey,
  emotionKey,
  type HeadAnswer,
  headKey,
  type MessagePage,
  messagesKey,
  presenceKey,
  type QueueAnswer,
  queueKey,
  watchedKey,
} from './query-keys.ts'

/** Facts of these folders make whole lists stale; the lists that are on screen are fetched again. */
const STALE: Record<string, readonly string[][]> = {
  ticket: [['tickets'], ['customer-tickets']],
  'ticket-type': [['ticket-types']],
  'ticket-settings': [['ticket-settings']],
  rule: [['ticket-rules']],
  article: [['articles'], ['article'], ['article-pairs']],
  department: [['departments']],
  graph: [['knowledge-graph']],
  suggestion: [['suggestions']],
  thresholds: [['thresholds']],
  customer: [['customers'], ['customer']],
  routing: [['routing']],
  roster: [['roster']],
  offer: [['treatment']],
  user: [['team'], ['desk', 'team-presence']],
  presence: [['desk', 'team-presence'], ['team']],
  action: [['customer-orders']],
  quality: [['reviews']],
  transfer: [['transfer-report']],
  'intent-threshold': [['transfer-report']],
  pack: [['wording-rules']],
  'canned-reply': [['canned-replies']],
  macro: [['macros']],
  notification: [['notifications']],
  case: [['cases'], ['case'], ['case-groups'], ['learning-counts'], ['agreement']],
  training: [['training']],
  model: [['models'], ['model']],
  examples: [['examples'], ['intent-list']],
  'emotion-labels': [['emotion-labels'], ['message-feeling']],
  alert: [['alerts']],
  strategy: [['strategy'], ['treatment']],
  verification: [['verification']],
}

/** Brings everything the console has fetched up to date with one fact of the ledger. */
export function applyEvent(client: QueryClient, event: LedgerEvent, userId: string): void {
  for (const queryKey of STALE[event.kind.split('.')[0] ?? ''] ?? []) void client.invalidateQueries({ queryKey })
  if (event.kind === 'presence.changed' && event.payload.userId === userId)
    client.setQueryData(presenceKey, event.payload.presence)
  const { conversationId } = event
  if (!conversationId) return
  client.setQueryData<HeadAnswer>(
    headKey(conversationId),
    (known) => known && { ...known, conversation: applyToHead(known.conversation, event) },
  )
  if (event.kind === 'emotion.changed') {
    client.setQueryData(emotionKey(conversationId), event.payload as EmotionState)
    void client.invalidateQueries({ queryKey: curveKey(conversationId) })
  }
  if (event.kind === 'message.added') addMessage(client, (event.payload as { message: Message }).message)
  if (event.kind === 'message.changed') changeMessage(client, (event.payload as { message: Message }).message)
  if (event.kind === 'conversation.changed') renewLists(client, String(event.payload.what))
  if (event.kind === 'conversation.activity') fetchIfBehind(client, conversationId, Number(event.payload.lastSeq))
  client.setQueryData<QueueAnswer>(queueKey, (queue) => queue && placeInQueue(queue, event, userId))
  client.setQueryData<Page<Conversation>>(
    watchedKey,
    (page) => page && { ...page, items: watchedAfter(page.items, event) },
  )
  client.setQueriesData<InfiniteData<Page<Conversation>>>(
    { queryKey: ['conversations'] },
    (data) => data && patchPages(data, event),
  )
}

/** Puts a stored message where it belongs; when one before it is missing, the latest page is fetched again. */
export function addMessage(client: QueryClient, message: Message): void {
  const queryKey = messagesKey(message.conversationId)
  const known = client.getQueryData<MessagePage>(queryKey)
  if (!known) return
  const last = known.items.at(-1)?.seq ?? 0
  client.setQueryData<MessagePage>(queryKey, { ...known, items: addMessages(known.items, [message]) })
  if (message.seq > last + 1) void client.invalidateQueries({ queryKey })
}

/** A message as it is now takes the place of what it was. */
function changeMessage(client: QueryClient, message: Message): void {
  client.setQueryData<MessagePage>(
    messagesKey(message.conversationId),
    (known) => known && { ...known, items: replaceMessage(known.items, message) },
  )
}

function renewLists(client: QueryClient, what: string): void {
  if (what === 'tagged') void client.invalidateQueries({ queryKey: ['conversation-tags'] })
  if (what === 'merged' || what === 'split') void client.invalidateQueries({ queryKey: ['merged'] })
}

/** After the connection (re)opened: what is on screen may have missed facts of conversations it follows. */
export function refreshLive(client: QueryClient): void {
  for (const queryKey of [queueKey, watchedKey, ['conversation'], ['messages'], ['emotion'], ['alerts']])
    void client.invalidateQueries({ queryKey })
}

/** The message itself comes over the conversation's own topic; should it not, it is fetched. */
function fetchIfBehind(client: QueryClient, conversationId: string, lastSeq: number): void {
  const queryKey = messagesKey(conversationId)
  if (!client.getQueryData(queryKey)) return
  setTimeout(() => {
    const last = client.getQueryData<MessagePage>(queryKey)?.items.at(-1)?.seq ?? 0
    if (last < lastSeq) void client.invalidateQueries({ queryKey })
  }, 500)
}

function watchedAfter(items: Conversation[], event: LedgerEvent): Conversation[] {
  const head = headOf(event)
  if (head && head.status !== 'bot') return items.filter((item) => item.id !== head.id)
  if (head && !items.some((item) => item.id === head.id)) return [head, ...items]
  return items.map((item) => applyToHead(item, event))
}

export const headOf = (event: LedgerEvent): Conversation | null =>
  event.kind === 'conversation.opened' || event.kind === 'conversation.changed'
    ? (event.payload as { conversation: Conversation }).conversation
    : null

const patchPages = (data: InfiniteData<Page<Conversation>>, event: LedgerEvent): InfiniteData<Page<Conversation>> => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, items: page.items.map((item) => applyToHead(item, event)) })),
})
