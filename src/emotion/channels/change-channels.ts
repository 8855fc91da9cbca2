import {
  type ChannelRow,
  channelRows,
  deleteChannel,
  findChannel,
  insertChannel,
  updateChannel,
} from '#emotion/channels/channel-queries.ts'
import type {
  ChannelInput,
  ChannelKind,
  ChannelPatch,
  ChannelTarget,
  ChannelView,
  TestResult,
} from '#emotion/channels/contract.ts'
import { type DeliverDeps, send } from '#emotion/channels/deliver.ts'
import { robotAddress } from '#emotion/channels/robot-address.ts'
import { writeTest } from '#emotion/channels/write-message.ts'
import { recordAudit } from '#governance/record-audit.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'

type Deps = Pick<DeliverDeps, 'database' | 'seal' | 'origins' | 'now'>
type By = { actor: string; ip: string }

export async function listChannels({ database }: Deps): Promise<ChannelView[]> {
  return (await channelRows(database.db)).map(toView)
}

/** Throws robot_address for an address that is no robot's. */
export async function addChannel(deps: Deps, input: ChannelInput, by: By): Promise<ChannelView> {
  const { target, ...about } = input
  const hint = hintOf(target, deps.origins)
  const id = newId()
  await deps.database.transaction(async (tx) => {
    const sealed = deps.seal.close(target)
    await insertChannel(tx, { id, kind: target.kind, sealed, hint, created_by: by.actor, ...about })
    await recordAudit(tx, { ...by, action: 'alert-channel.added', target: id, detail: { kind: target.kind, hint } })
  })
  return viewOf(deps, id)
}

/** A new target replaces the old one whole, since the old one is never shown. Throws not_found, robot_address. */
export async function changeChannel(deps: Deps, id: string, patch: ChannelPatch, by: By): Promise<ChannelView> {
  const { target, ...about } = patch
  const sealed = target && {
    kind: target.kind,
    hint: hintOf(target, deps.origins),
    sealed: deps.seal.close(target),
    ...{ last_error: null, paused_until: null },
  }
  await deps.database.transaction(async (tx) => {
    if (!(await findChannel(tx, id))) throw new AppError('not_found')
    await updateChannel(tx, id, { ...about, ...sealed })
    const changed = Object.keys(patch)
    await recordAudit(tx, { ...by, action: 'alert-channel.changed', target: id, detail: { changed } })
  })
  return viewOf(deps, id)
}

export async function removeChannel({ database }: Deps, id: string, by: By): Promise<void> {
  await database.transaction(async (tx) => {
    if (!(await deleteChannel(tx, id))) throw new AppError('not_found')
    await recordAudit(tx, { ...by, action: 'alert-channel.removed', target: id })
  })
}

/** Sends a message at once, past the queue, and says what the service answered. */
export async function tryChannel(deps: Deps, id: string): Promise<TestResult> {
  const channel = await findChannel(deps.database.db, id)
  if (!channel) throw new AppError('not_found')
  const sent = await send(deps, channel, writeTest(channel.name, channel.language as 'zh' | 'en'))
  return { ok: sent.ok, error: sent.ok ? null : sent.error }
}

function hintOf(target: ChannelTarget, origins: readonly string[]): string {
  return target.kind === 'email'
    ? `${target.host} → ${target.to.length === 1 ? target.to[0] : `${target.to[0]} +${target.to.length - 1}`}`
    : robotAddress(target.kind, target.webhook, origins).hint
}

async function viewOf({ database }: Deps, id: string): Promise<ChannelView> {
  const row = await findChannel(database.db, id)
  if (!row) throw new AppError('not_found')
  return toView({ ...row, waiting: 0 })
}

const toView = (row: ChannelRow & { waiting: number }): ChannelView => ({
  id: row.id,
  kind: row.kind as ChannelKind,
  name: row.name,
  hint: row.hint,
  language: row.language as ChannelView['language'],
  severities: row.severities as ChannelView['severities'],
  quiet: row.quiet as ChannelView['quiet'],
  enabled: row.enabled,
  waiting: row.waiting,
  pausedUntil: row.paused_until?.toISOString() ?? null,
  lastSentAt: row.last_sent_at?.toISOString() ?? null,
  lastError: row.last_error,
})
