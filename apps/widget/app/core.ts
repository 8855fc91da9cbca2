import type { Realtime } from '../../kit/realtime.ts'
import type { PageContext } from '../bridge.ts'
import type { Api } from './api.ts'
import type { Host } from './host.ts'
import { type ChatState, unreadOf } from './model.ts'
import type { Store } from './store.ts'
import type { Tabs } from './tabs.ts'

/** What the verbs of the chat work on. */
export type Core = {
  store: Store<ChatState>
  api: Api
  host: Host
  tabs: Tabs
  realtime: Realtime | null
  /** Ends what belongs to the session now running: timers, the connection. */
  endSession: () => void
  /** Bytes of files by id, as object URLs. */
  files: Map<string, Promise<string>>
  signedOutAt: number
  /** The message on its way right now. */
  sending: string | null
  /** Settles when that message is through or refused. */
  flight: Promise<unknown> | null
  /** How often a session was begun, and whether the last beginning is still under way. */
  starts: number
  isStarting: boolean
  /** The order or product that the chat was opened from, until the bot has been told. */
  about: { page: PageContext; asked: boolean } | null
}

/** Tells the page how many messages wait, when that changed. */
export function tellUnread(core: Core): void {
  const state = core.store.get()
  core.host.tell({ yinghe: 'unread', count: unreadOf(state), known: state.current !== null })
}
