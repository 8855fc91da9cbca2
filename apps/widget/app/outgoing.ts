import type { SessionResult } from './api.ts'
import type { Core } from './core.ts'
import type { ChatState, Outgoing } from './model.ts'
import { readStored, writeStored } from './storage.ts'
import type { Store } from './store.ts'

/** The outbox as it is kept in this browser, over reloads and shared by the tabs. */
const key = (customerId: string) => `yinghe.outbox.${customerId}`
const KEPT = 100

/** As it is stored; `sending` means that a tab is at it right now. */
export const readOutbox = (customerId: string): Outgoing[] => readStored<Outgoing[]>(key(customerId)) ?? []

/** What an earlier page could not send; what it was sending when it ended is sent again. */
export const loadOutbox = (customerId: string): Outgoing[] => readOutbox(customerId).map(sendAgain)

const sendAgain = (item: Outgoing): Outgoing => (item.state === 'sending' ? { ...item, state: 'waiting' } : item)

/**
 * The outbox of a session that begins: what is stored for its customer, and what this page has not got through yet if
 * it is the same person: nobody else, or a visitor who signed in. The id of a message makes sending it twice harmless.
 */
export function takeOutbox(store: Store<ChatState>, before: SessionResult | null, session: SessionResult): void {
  const isSame = !before || before.customer.id === session.customer.id
  const own = isSame || !before.customer.verified ? store.get().outbox : []
  const arrived = new Set(session.messages.map(({ clientId }) => clientId))
  const stored = loadOutbox(session.customer.id).filter(
    (item) => !own.some(({ clientId }) => clientId === item.clientId),
  )
  const outbox = [...own.filter(({ state }) => state !== 'sent').map(sendAgain), ...stored]
    .filter(({ clientId }) => !arrived.has(clientId))
    .sort((a, b) => a.at.localeCompare(b.at))
  store.set({ outbox })
  if (outbox.length) writeStored(key(session.customer.id), outbox.slice(-KEPT))
  if (before && !isSame && own.length) writeStored(key(before.customer.id), null)
}

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
