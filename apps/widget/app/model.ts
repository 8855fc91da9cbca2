import type { Part } from '../../../src/conversations/contract.ts'
import type { PreChatAsked } from '../../../src/desk/pre-chat/contract.ts'
import type { PlaceInQueue } from '../../../src/desk/routing/contract.ts'
import type { RealtimeState } from '../../kit/realtime.ts'
import type { ConversationView } from '../../kit/sync.ts'
import type { Locale, Settings } from '../bridge.ts'
import type { SessionResult } from './api.ts'
import { chosenLocale, loadPreferences, type Preferences } from './preferences.ts'
import type { Problem } from './problem.ts'

/** A message of this visitor that the server has not sent back yet. `sent`: accepted, its event is on the way. */
export type Outgoing = {
  clientId: string
  parts: Part[]
  at: string
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  problem: Problem | null
  tries?: number
}

/** One conversation as far as it is loaded; `hasMore` when older messages of it are not. */
export type Thread = ConversationView & { hasMore: boolean }

export type ChatState = {
  phase: 'starting' | 'ready' | 'failed'
  problem: Problem | null
  settings: Settings
  preferences: Preferences
  session: SessionResult | null
  /** The open conversation, or the last one. */
  current: Thread | null
  /** Older conversations that were scrolled to, oldest first. */
  earlier: Thread[]
  /** Where the list of older conversations goes on; undefined: not asked yet, '': from the start, null: no more. */
  earlierCursor: string | null | undefined
  loadingEarlier: boolean
  outbox: Outgoing[]
  typing: { who: 'bot' | 'agent'; name: string } | null
  /** Where he stands while he waits for a person. */
  place: PlaceInQueue | null
  /** What he is to be asked before he is served. */
  preChat: PreChatAsked | null
  /** He asked for a person, who comes when the form is filled in. */
  wantsPerson: boolean
  /** The form that is open instead of waiting. */
  leaving: 'message' | 'call-back' | null
  connection: RealtimeState
  /** The panel is open on the page. */
  visible: boolean
  phone: boolean
  /** Messages of the current conversation after this were new when the panel opened. */
  newAfter: number | null
  /** Type has just been made larger for him; said until he changes it or has read it. */
  enlarged: boolean
  /** Text that the site asks to put into the composer. */
  draft: string | null
}

export const initialState = (settings: Settings): ChatState => ({
  phase: 'starting',
  problem: null,
  settings,
  preferences: loadPreferences(),
  session: null,
  current: null,
  earlier: [],
  earlierCursor: undefined,
  loadingEarlier: false,
  outbox: [],
  typing: null,
  place: null,
  preChat: null,
  wantsPerson: false,
  leaving: null,
  connection: 'connecting',
  visible: false,
  phone: false,
  newAfter: null,
  enlarged: false,
  draft: null,
})

export const localeOf = (state: ChatState): Locale =>
  chosenLocale(state.preferences, state.settings, state.session?.customer.language ?? null)

export const isElderly = (state: ChatState): boolean =>
  state.preferences.elderly ?? state.settings.elderly ?? state.session?.customer.elderly ?? false

/** What a person or the bot wrote and the visitor has not seen; the house's own lines do not count. */
export const unreadOf = ({ current }: ChatState): number =>
  current
    ? current.messages.filter(
        ({ author, seq }) =>
          (author.kind === 'bot' || author.kind === 'agent') && seq > current.conversation.customerReadSeq,
      ).length
    : 0
