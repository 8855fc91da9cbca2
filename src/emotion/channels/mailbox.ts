import { channelRows } from '#emotion/channels/channel-queries.ts'
import { type ChannelTarget, channelTarget } from '#emotion/channels/contract.ts'
import type { Queryable } from '#platform/db/open.ts'
import type { Seal } from '#platform/settings/seal.ts'

export type Mailbox = Extract<ChannelTarget, { kind: 'email' }>

/** The account that mail leaves the house by: of the oldest way out by e-mail that is switched on. Null without one. */
export async function findMailbox(db: Queryable, seal: Seal): Promise<Mailbox | null> {
  const row = (await channelRows(db)).find(({ kind, enabled }) => kind === 'email' && enabled)
  const target = row && channelTarget.parse(seal.open<ChannelTarget>(row.sealed))
  return target?.kind === 'email' ? target : null
}
