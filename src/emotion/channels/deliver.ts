import { alertsByIds } from '#emotion/alerts/alert-queries.ts'
import type { Alert } from '#emotion/alerts/contract.ts'
import {
  type ChannelRow,
  releaseChannel,
  settleNews,
  takeChannel,
  type Waiting,
  waitingFor,
} from '#emotion/channels/channel-queries.ts'
import { type ChannelKind, type ChannelTarget, channelTarget } from '#emotion/channels/contract.ts'
import { sendDingtalk } from '#emotion/channels/dingtalk.ts'
import { sendEmail } from '#emotion/channels/email.ts'
import { sendFeishu } from '#emotion/channels/feishu.ts'
import type { Outgoing, Sent } from '#emotion/channels/outgoing.ts'
import { robotAddress } from '#emotion/channels/robot-address.ts'
import { sendWecom } from '#emotion/channels/wecom.ts'
import { writeMessage } from '#emotion/channels/write-message.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Log } from '#platform/log.ts'
import type { Seal } from '#platform/settings/seal.ts'

export type DeliverDeps = {
  database: Database
  seal: Seal
  log: Log
  publicUrl: () => string
  /** Origins of robots allowed besides the services' own. */
  origins: readonly string[]
  now: () => Date
}

const MINUTE = 60_000
/** Messages a minute we send at most: below what the services take, so that a person's own fit in too. */
const PER_MINUTE: Record<ChannelKind, number> = { dingtalk: 15, feishu: 60, wecom: 15, email: 20 }
/** And this apart. */
const APART_MS: Record<ChannelKind, number> = { dingtalk: 0, feishu: 250, wecom: 0, email: 0 }
const ATTEMPTS = 6
const HOLD_MS = 30_000

/** Sends what waits, one message for all that waits for a channel; resolves when nothing more can go out now. */
export async function deliverNews(deps: DeliverDeps): Promise<number> {
  let sent = 0
  for (;;) {
    const at = deps.now()
    const channel = await deps.database.transaction((tx) => takeChannel(tx, at, new Date(at.getTime() + HOLD_MS)))
    if (!channel) return sent
    sent += await serveChannel(deps, channel, at)
  }
}

async function serveChannel(deps: DeliverDeps, channel: ChannelRow, at: Date): Promise<number> {
  const { database } = deps
  const kind = channel.kind as ChannelKind
  const waiting = await waitingFor(database.db, channel.id, 200)
  const alerts = await alertsByIds(database.db, [...new Set(waiting.map(({ alertId }) => alertId))])
  const quiet = isQuiet(channel.quiet as { from: string; to: string } | null, at)
  const wanted = alerts.filter((one) => one.status !== 'closed' && (!quiet || one.severity === 'critical'))
  const ids = new Set(wanted.map(({ id }) => id))
  const held = quiet
    ? new Set(alerts.filter(({ id, status }) => !ids.has(id) && status !== 'closed').map(({ id }) => id))
    : null
  const news = waiting.filter(({ alertId }) => ids.has(alertId))
  const recent = (channel.sent as number[]).filter((time) => time > at.getTime() - MINUTE)
  const free = nextFree(kind, recent, at.getTime())
  if (free > at.getTime()) {
    await database.transaction((tx) => releaseChannel(tx, channel.id, { pausedUntil: new Date(free) }))
    return 0
  }
  await database.transaction(async (tx) => {
    // Who was helped meanwhile needs no alarm; what the night holds back comes in the morning.
    await settleNews(
      tx,
      idsOf(waiting, (one) => !ids.has(one.alertId) && !held?.has(one.alertId)),
      { status: 'sent' },
    )
    const later = { status: 'waiting' as const, nextAt: new Date(at.getTime() + 5 * MINUTE), count: false }
    await settleNews(
      tx,
      idsOf(waiting, (one) => held?.has(one.alertId) ?? false),
      later,
    )
    if (!news.length) await releaseChannel(tx, channel.id, {})
  })
  if (!news.length) return 0
  const outcome = await trySending(
    deps,
    channel,
    writeMessage(urgentFirst(wanted), channel.language as 'zh' | 'en', deps.publicUrl()),
  )
  await settle(deps, channel, news, outcome, at, recent)
  return outcome.ok ? 1 : 0
}

/** A target that can no longer be read or is no longer allowed fails like a service that refuses. */
async function trySending(...what: Parameters<typeof send>): Promise<Sent> {
  try {
    return await send(...what)
  } catch (error) {
    return { ok: false, again: false, error: error instanceof AppError ? error.code : 'unreadable' }
  }
}

const idsOf = (waiting: Waiting[], which: (one: Waiting) => boolean) => waiting.filter(which).map(({ id }) => id)

const urgentFirst = (alerts: Alert[]) =>
  alerts.toSorted(
    (a, b) =>
      Number(b.severity === 'critical') - Number(a.severity === 'critical') || (a.raisedAt < b.raisedAt ? 1 : -1),
  )

async function settle(
  { database, log }: DeliverDeps,
  channel: ChannelRow,
  news: Waiting[],
  outcome: Sent,
  at: Date,
  recent: number[],
): Promise<void> {
  const sent = [...recent, at.getTime()]
  if (!outcome.ok) log.warn({ channel: channel.kind, error: outcome.error }, 'an alert could not be sent')
  await database.transaction(async (tx) => {
    const ids = news.map(({ id }) => id)
    if (outcome.ok) {
      await settleNews(tx, ids, { status: 'sent' })
      await releaseChannel(tx, channel.id, { sent, lastSentAt: at, lastError: null, pausedUntil: null })
      return
    }
    const tries = Math.max(...news.map(({ attempts }) => attempts)) + 1
    // Half a minute, a minute, two, four …: a service that is away comes back.
    const wait = outcome.pauseMs ?? 15_000 * 2 ** tries
    const spent = idsOf(news, ({ attempts }) => !outcome.again || attempts + 1 >= ATTEMPTS)
    await settleNews(tx, spent, { status: 'failed' })
    const nextAt = new Date(at.getTime() + wait)
    await settleNews(
      tx,
      ids.filter((id) => !spent.includes(id)),
      { status: 'waiting', nextAt, count: true },
    )
    const pausedUntil = outcome.pauseMs ? nextAt : null
    await releaseChannel(tx, channel.id, { sent, lastError: outcome.error, pausedUntil })
  })
}

type SendDeps = Pick<DeliverDeps, 'seal' | 'origins' | 'now'>

/** Sends one message by a channel, whatever its limits; throws robot_address when its origin is no longer allowed. */
export async function send({ seal, origins, now }: SendDeps, channel: ChannelRow, message: Outgoing): Promise<Sent> {
  const target = channelTarget.parse(seal.open<ChannelTarget>(channel.sealed))
  if (target.kind === 'email') return sendEmail(target, message)
  const { url } = robotAddress(target.kind, target.webhook, origins)
  if (target.kind === 'dingtalk') return sendDingtalk({ url, secret: target.secret }, message, now().getTime())
  if (target.kind === 'feishu') return sendFeishu({ url, secret: target.secret }, message, now().getTime())
  return sendWecom({ url }, message)
}

/** When the next message may go out. */
export function nextFree(kind: ChannelKind, sent: readonly number[], now: number): number {
  const most = PER_MINUTE[kind]
  const last = sent.at(-1)
  const apart = last === undefined ? now : last + APART_MS[kind]
  const oldest = sent.length >= most ? sent.at(-most)! + MINUTE : now
  return Math.max(now, apart, oldest)
}

/** Whether it is night for a channel or a person; the hours may cross midnight. */
export function isQuiet(quiet: { from: string; to: string } | null, at: Date, timeZone = 'Asia/Shanghai'): boolean {
  if (!quiet || quiet.from === quiet.to) return false
  const now = new Intl.DateTimeFormat('en-GB', {
    ...{ hour: '2-digit', minute: '2-digit', timeZone, hourCycle: 'h23' },
  }).format(at)
  return quiet.from < quiet.to ? now >= quiet.from && now < quiet.to : now >= quiet.from || now < quiet.to
}
