import type { Core } from './core.ts'
import type { Outgoing } from './model.ts'
import { readStored, writeStored } from './storage.ts'

/** The outbox as it is kept in this browser, over reloads and shared by the tabs. */
const key = (customerId: string) => `yinghe.outbox.${customerId}`
const KEPT = 100

/** As it is stored; `sending` means that a tab is at it right now. */
export const readOutbox = (customerId: string): Outgoing[] => readStored<Outgoing[]>(key(customerId)) ?? []

/** What an earlier page could not send; what it was sending when it ended is sent again. */
export const loadOutbox = (customerId: string): Outgoing[] =>
  readOutbox(customerId).map((item) => (item.state === 'sending' ? { ...item, state: 'waiting' } : item))

export function keepOutbox(core: Core, outbox: Outgoing[]): void {
  core.store.set({ outbox })
  const { session } = core.store.get()
  if (!session) return
  const unsent = outbox.filter((item) => item.state !== 'sent').slice(-KEPT)
  writeStored(key(session.customer.id), unsent.length ? unsent : null)
  core.tabs.tell({ kind: 'outbox' })
}

export function discard(core: Core, clientId: string): void {
  keepOutbox(
    core,
    core.store.get().outbox.filter((item) => item.clientId !== clientId),
  )
}

/** The message came back from the server: it is in the conversation now. */
export function settleOutgoing(core: Core, clientId: string): void {
  if (core.store.get().outbox.some((item) => item.clientId === clientId)) discard(core, clientId)
}
