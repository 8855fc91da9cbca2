import { openRealtime, realtimeUrl } from '../../kit/realtime.ts'
import { addMessages, mergeHeads } from '../../kit/sync.ts'
import type { SessionResult } from './api.ts'
import type { Core } from './core.ts'
import { tellUnread } from './core.ts'
import { lookForEarlier } from './history.ts'
import { localeOf, type Thread, unreadOf } from './model.ts'
import { flush } from './outbox.ts'
import { takeOutbox } from './outgoing.ts'
import { lookForForm } from './pre-chat.ts'
import { problemOf } from './problem.ts'
import { receive } from './receive.ts'
import { markDelivered } from './seen.ts'
import { readStored, writeStored } from './storage.ts'
import { receiveSignal } from './typing.ts'

/** The visitor's token, kept for each site apart. */
const tokenKey = (core: Core) => `yinghe.token.${core.host.origin}`

/** So long a message on its way may hold up a change of who this is. */
const FLIGHT_MS = 3000

/** Starts or takes up the session: who this is, his conversation, then live. */
export async function startSession(core: Core): Promise<void> {
  const { store } = core
  const start = ++core.starts
  core.isStarting = true
  try {
    // What is leaving right now still leaves in the old name; what is written meanwhile waits for the new one.
    if (core.flight) await Promise.race([core.flight, new Promise((done) => setTimeout(done, FLIGHT_MS))])
    if (start !== core.starts) return
    core.endSession()
    const session = await fetchSession(core)
    if (start !== core.starts) return
    writeStored(tokenKey(core), session.token)
    core.isStarting = false
    takeSession(core, session)
    goLive(core, session)
    tellUnread(core)
    void flush(core)
    void lookForEarlier(core)
    void lookForForm(core)
  } catch (error) {
    if (start !== core.starts) return
    core.isStarting = false
    const problem = problemOf(error)
    store.set({ phase: store.get().session ? 'ready' : 'failed', problem })
    core.host.tell({
      yinghe: 'error',
      code: (error as { code?: string }).code ?? 'internal',
      message: (error as Error).message,
    })
    void flush(core)
    const again = problem.action === 'retry' ? setTimeout(() => void startSession(core), 5000) : undefined
    core.endSession = () => clearTimeout(again)
  }
}

/** Shows the session's customer and conversation. A visitor who signed in stays the one he was, and keeps what he wrote. */
function takeSession({ store }: Core, session: SessionResult): void {
  const before = store.get()
  const same = before.session?.customer.id === session.customer.id
  const goesOn = same || before.current?.conversation.id === session.conversation?.id
  const current = mergeThread(goesOn ? before.current : null, session)
  store.set({
    phase: 'ready',
    problem: null,
    session,
    current,
    ...(same ? {} : { earlier: [], earlierCursor: session.conversation ? undefined : null }),
    ...(goesOn ? {} : { typing: null, newAfter: null }),
  })
  const now = store.get()
  if (now.visible && !goesOn && unreadOf(now)) store.set({ newAfter: current?.conversation.customerReadSeq ?? null })
  takeOutbox(store, before.session, session)
}

/** After too much was missed, or without a live connection: asks for the present state once more. */
export async function refresh(core: Core): Promise<void> {
  const session = await fetchSession(core)
  if (core.isStarting) return
  writeStored(tokenKey(core), session.token)
  const { current } = core.store.get()
  core.store.set({ session, current: mergeThread(current, session) })
  tellUnread(core)
}

async function fetchSession(core: Core): Promise<SessionResult> {
  const state = core.store.get()
  const visitorToken = readStored<string>(tokenKey(core))
  const { identityToken } = state.settings
  return core.api.session({
    ...(identityToken ? { identityToken } : {}),
    ...(visitorToken ? { visitorToken } : {}),
    locale: localeOf(state),
  })
}

export function forgetVisitor(core: Core): void {
  const { session } = core.store.get()
  writeStored(tokenKey(core), null)
  if (session) writeStored(`yinghe.outbox.${session.customer.id}`, null)
}

/** What was loaded before stays when the fresh messages join it without a gap. */
function mergeThread(known: Thread | null, session: SessionResult): Thread | null {
  const { conversation, messages } = session
  if (!conversation) return known
  const first = messages[0]?.seq ?? 1
  const joins = known?.conversation.id === conversation.id && (known.messages.at(-1)?.seq ?? 0) >= first - 1
  if (!joins) return { conversation, messages, hasMore: first > 1 }
  return {
    conversation: mergeHeads(known.conversation, conversation),
    messages: addMessages(known.messages, messages),
    hasMore: known.hasMore,
  }
}

function goLive(core: Core, session: SessionResult): void {
  const { store } = core
  const realtime = openRealtime({
    url: realtimeUrl(location.origin),
    token: () => store.get().session?.token,
    locale: () => localeOf(store.get()),
    position: session.position,
    onEvent: (event) => {
      // Who is signed in on the site is asked for anew: the team found that he is, or is not, somebody else.
      const isOther = event.kind === 'customer.merged' || event.kind === 'customer.split'
      if (isOther && store.get().settings.identityToken) void startSession(core)
      else receive(core, event)
    },
    onSignal: (name, payload) => receiveSignal(core, name, payload),
    onReset: () => void refresh(core).catch((error: unknown) => store.set({ problem: problemOf(error) })),
    onState: (connection) => {
      store.set({ connection })
      if (connection === 'live') {
        markDelivered(core)
        void flush(core)
      } else if (connection === 'signed-out') signInAgain(core)
    },
  })
  core.realtime = realtime
  store.set({ connection: 'connecting' })
  // A token that ran out would make him a stranger, so it is renewed well before.
  const life = new Date(session.expiresAt).getTime() - Date.now()
  const renew = setTimeout(
    () => void refresh(core).catch(() => realtime.reconnect()),
    Math.min(Math.max(life * 0.8, 60_000), 2 ** 31 - 1),
  )
  const poll = setInterval(() => void pollWhenNotLive(core), 6000)
  core.endSession = () => {
    clearTimeout(renew)
    clearInterval(poll)
    realtime.close()
    core.realtime = null
  }
}

/** A token that ran out gives a new session; one that is refused again at once would only turn in circles. */
function signInAgain(core: Core): void {
  const now = Date.now()
  const again = now - core.signedOutAt < 30_000
  core.signedOutAt = now
  if (again) core.store.set({ problem: { sentence: 'errorSignIn', action: 'visitor' } })
  else void startSession(core)
}

/** Networks that let no WebSocket through still get their answers, only slower. */
async function pollWhenNotLive(core: Core): Promise<void> {
  const { connection, visible, current } = core.store.get()
  if (connection === 'live' || !visible || !navigator.onLine) return
  try {
    if (!current) return await refresh(core)
    const { items } = await core.api.messages(current.conversation.id)
    for (const message of items) {
      receive(core, { kind: 'message.added', conversationId: message.conversationId, payload: { message } })
    }
    await flush(core)
  } catch {
    // Still no way through; the banner says so and the next round tries again.
  }
}
