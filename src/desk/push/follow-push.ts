import type { Conversation } from '#conversations/contract.ts'
import { CONNECTION_LOST } from '#desk/contract.ts'
import type { Notification } from '#desk/notifications/contract.ts'
import type { PushKind, PushPayload } from '#desk/push/contract.ts'
import {
  deleteOfSessions,
  listSubscribers,
  type NewPush,
  queuePushes,
  type Subscriber,
  servedChats,
} from '#desk/push/queries.ts'
import {
  type TicketNotice,
  writeAlarm,
  writeMention,
  writeNewMessage,
  writeTicket,
  writeWaiting,
} from '#desk/push/write-push.ts'
import type { Alert, AlertChange } from '#emotion/alerts/contract.ts'
import { isQuiet } from '#emotion/channels/deliver.ts'
import type { Database } from '#platform/db/open.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { type Follower, followLedger } from '#platform/ledger/follow.ts'
import type { Log } from '#platform/log.ts'
import { ROLE_PERMISSIONS } from '#team/contract.ts'

const KINDS = [
  ...['conversation.changed', 'conversation.activity', 'notification.added', 'alert.raised', 'alert.changed'],
  ...['ticket.notice', 'session.ended'],
]
/** What happened longer ago is history by the time it would ring. */
const NEWS_MS = 5 * 60_000
/** Connections are noted every 20 s; whoever was there just now may well be there still, and see it in the page. */
export const CONNECTED_MS = 45_000
const LOOK_AGAIN_MS = 25_000
/** Whoever lost the connection this long ago no longer waits for customers. */
const ATTENDING_MS = 30 * 60_000
/** Of a customer who writes line by line one push in so long a time. */
const APART_MS = 15_000
const LOUD: readonly (AlertChange | 'raised')[] = ['raised', 'worsened', 'escalated', 'woken']

/** Queues for people's browsers what the console would show them if it were open. */
export function followPush(database: Database, log: Log): Promise<Follower> {
  return followLedger({
    ...{ database, log, name: 'push', kinds: KINDS, patient: true },
    wants: isNews,
    handle: (events) => queueNews(database, events),
  })
}

function isNews({ kind, payload }: LedgerEvent): boolean {
  if (kind === 'conversation.activity')
    return (payload.lastMessage as Conversation['lastMessage'])?.author === 'customer'
  if (kind !== 'conversation.changed') return true
  return (payload.conversation as Conversation).status === 'queued'
}

export async function queueNews(database: Database, events: LedgerEvent[], now = new Date()): Promise<void> {
  for (const { kind, payload } of events) {
    if (kind !== 'session.ended') continue
    const { userId, sessionIds } = payload as { userId: string; sessionIds: string[] }
    await deleteOfSessions(database.db, userId, sessionIds)
  }
  const fresh = events.filter(({ at }) => now.getTime() - Date.parse(at) < NEWS_MS)
  if (!fresh.length) return
  const subscribers = await listSubscribers(database.db)
  if (!subscribers.length) return
  const written = fresh.flatMap((event) =>
    event.kind === 'conversation.activity' && event.conversationId ? [event.conversationId] : [],
  )
  const served = await servedChats(database.db, [...new Set(written)])
  const wanted = fresh.flatMap((event) => {
    const news = newsOf(event, served)
    return news ? subscribers.filter((one) => hears(one, news)).map((one) => pushOf(one, news)) : []
  })
  await database.transaction((tx) => queuePushes(tx, wanted))
}

type News = {
  kind: PushKind
  key: string
  conversationId: string | null
  at: Date
  concerns: (one: Subscriber) => boolean
  write: (language: 'zh' | 'en') => PushPayload
}

type Served = Awaited<ReturnType<typeof servedChats>>

/** What an event is to somebody, and to whom; null for nothing. */
function newsOf({ kind, payload, conversationId, ...event }: LedgerEvent, served: Served): News | null {
  const at = new Date(event.at)
  const about = { at, conversationId }
  if (kind === 'conversation.activity' && conversationId) {
    const chat = served.get(conversationId)
    const line = payload.lastMessage as Conversation['lastMessage']
    if (!chat || !line) return null
    const concerns = ({ userId }: Subscriber) => userId === chat.assigneeId
    const key = `message ${conversationId} ${Math.floor(at.getTime() / APART_MS)}`
    return { ...about, kind: 'message', key, concerns, write: writeNewMessage(conversationId, chat.name, line.preview) }
  }
  if (kind === 'conversation.changed') {
    const head = payload.conversation as Conversation
    const concerns = ({ userId, role }: Subscriber) =>
      (head.assigneeId === null || head.assigneeId === userId) && ROLE_PERMISSIONS[role].includes('conversations.reply')
    return {
      ...about,
      kind: 'waiting',
      key: `waiting ${head.id} ${head.queuedAt}`,
      concerns,
      write: writeWaiting(head),
    }
  }
  if (kind === 'notification.added') {
    const {
      kind: what,
      userId,
      seq,
      ...one
    } = payload as Pick<Notification, 'kind' | 'conversationId' | 'seq'> & {
      userId: string
    }
    // The alert itself tells of that.
    if (what === 'escalated') return null
    const concerns = (other: Subscriber) => other.userId === userId
    const key = `${what} ${one.conversationId} ${seq}`
    return {
      at,
      conversationId: null,
      kind: 'mention',
      key,
      concerns,
      write: writeMention(what, one.conversationId, seq),
    }
  }
  if (kind === 'alert.raised' || kind === 'alert.changed') {
    const {
      alert,
      what = 'raised',
      to = [],
    } = payload as { alert: Alert; what?: AlertChange | 'raised'; to?: string[] }
    if (!LOUD.includes(what)) return null
    const concerns = ({ userId, role }: Subscriber) =>
      to.length ? to.includes(userId) : ROLE_PERMISSIONS[role].includes('alerts.act')
    return { ...about, kind: 'alarm', key: `alarm ${alert.id} ${alert.version}`, concerns, write: writeAlarm(alert) }
  }
  if (kind !== 'ticket.notice') return null
  const notice = payload as TicketNotice
  const concerns = ({ userId }: Subscriber) => notice.userIds.includes(userId)
  return {
    ...about,
    kind: 'ticket',
    key: `ticket ${notice.ticketId} ${event.position}`,
    concerns,
    write: writeTicket(notice),
  }
}

/** As in the page: what one wants to be told of, not in one's quiet hours, not while away or off by one's own word. */
function hears(one: Subscriber, { kind, concerns, at }: News): boolean {
  if (!one.kinds.includes(kind) || !concerns(one)) return false
  if (isQuiet(one.quiet, at, one.timeZone)) return false
  const attending = kind === 'waiting' || kind === 'message'
  if (!one.presence) return !attending
  const { status, reason, changedAt } = one.presence
  if (status === 'online') return true
  const lost = status === 'offline' && reason === CONNECTION_LOST
  return lost && (!attending || at.getTime() - changedAt.getTime() < ATTENDING_MS)
}

function pushOf(one: Subscriber, { kind, key, conversationId, at, write }: News): NewPush {
  const connected = one.connectedAt !== null && at.getTime() - one.connectedAt.getTime() < CONNECTED_MS
  const nextAt = connected ? new Date(at.getTime() + LOOK_AGAIN_MS) : at
  return { subscriptionId: one.id, key, kind, conversationId, payload: write(one.language), at, nextAt }
}
