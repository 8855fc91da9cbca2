import type { StoredConversation } from '#conversations/stored.ts'
import type { Database } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { type CallAbout, type CallDeps, type CallTap, type RunningCall, runCall } from '#voice/call.ts'
import type { Call, CallTurn, LegEnd } from '#voice/contract.ts'
import type { CallMenu } from '#voice/menu-talk.ts'
import { patientSession } from '#voice/patient-session.ts'
import { endCall, endLostCalls, insertCall, insertTurn, linkConversation, noteWho } from '#voice/queries.ts'
import type { CallScript } from '#voice/script-talk.ts'
import type { MediaSession, TakeCall } from '#voice/transports/contract.ts'
import type { Queueing } from '#voice/waiting.ts'
import type { VoiceLanguage } from '#voice/wording.ts'

export type CallsDeps = CallDeps & {
  database: Database
  /** Who calls: the signed-in customer, or whoever the number belongs to. */
  caller: (from: { customerId: string | null; number: string; language: VoiceLanguage }) => Promise<{
    id: string
    elderly: boolean
    language: VoiceLanguage
  }>
  /** What listens to a call besides: recorder, emotion. */
  taps: (call: { id: string; customerId: string }) => Promise<CallTap[]>
  /** What a caller is offered first; null: nothing. */
  menu: (customerId: string, language: VoiceLanguage, channel: Call['channel']) => Promise<CallMenu | null>
  /** What the queue can tell and do for a caller who waits; `number`: where he calls from. */
  queueing: (
    caller: { customerId: string; channel: Call['channel']; number: string; language: VoiceLanguage },
    conversation: () => StoredConversation | null,
  ) => Queueing
  /** What is said before anything else. */
  notice: (language: VoiceLanguage) => Promise<string | null>
}

/** `number` is where he calls from, or is called at. */
export type LiveCall = RunningCall & { id: string; customerId: string; channel: Call['channel']; number: string }

export type CallFollower = {
  begun(call: LiveCall): void
  /** His first word has opened a conversation. */
  opened(call: LiveCall, conversationId: string): void
  ended(call: LiveCall): Promise<void>
}

export type Calls = {
  /** Decides on a call that a transport announces. */
  take: TakeCall
  /** Leads a call that we made and that was answered; gives its id at once and how it ended. */
  lead(session: MediaSession, out: OutgoingCall): { id: string; ended: Promise<LegEnd> }
  /** Calls going on in this process. */
  running(): ReadonlyMap<string, LiveCall>
  /** Hears of every call that begins, and of its end before that is written down. */
  follow(listeners: CallFollower): void
  /** Ends what processes left that are gone; `all`: there is no other process. */
  endLost(all?: boolean): Promise<number>
  close(): Promise<void>
}

/** Whom we call, and what the call is about: a script leads it, or the person does whose conversation it belongs to. */
export type OutgoingCall = {
  customer: { id: string; elderly: boolean }
  language: VoiceLanguage
} & ({ script: CallScript; conversation?: null } | { script: null; conversation: StoredConversation })

/** More calls at once than this would be heard with gaps. */
const MOST_CALLS = 100
const LOST_AFTER_MS = 6 * 3600_000

/** The calls of this process: taken, kept as rows and facts, ended. */
export function openCalls(deps: CallsDeps): Calls {
  const running = new Map<string, LiveCall>()
  const followers: CallFollower[] = []
  const ending = new Set<Promise<void>>()
  let taken = 0
  let closing = false

  type Further = { out: OutgoingCall | null; onEnd: (why: LegEnd) => void }
  const start = async (id: string, session: MediaSession, { out, onEnd }: Further): Promise<void> => {
    const begun = await begin(deps, id, session, out)
    const book = openBook(deps, begun)
    const onConversation = (opened: string) => {
      book.events.onConversation(opened)
      for (const follower of followers) follower.opened(call, opened)
    }
    const stages = runCall(deps, session, await aboutCall(deps, begun, out), {
      ...book.events,
      onConversation,
      onEnd(why) {
        running.delete(id)
        taken -= 1
        const told = Promise.all(followers.map(({ ended }) => ended(call)))
        const written = told.then(() => book.end(why, call))
        ending.add(written)
        void written.finally(() => {
          ending.delete(written)
          onEnd(why)
        })
      },
    })
    const call: LiveCall = { ...stages, ...partyOf(begun) }
    running.set(id, call)
    for (const { begun } of followers) begun(call)
    if (out?.conversation) onConversation(out.conversation.id)
  }
  const fail = (session: MediaSession, error: unknown) => {
    taken -= 1
    deps.log.error({ err: error }, 'a call could not be begun')
    void session.hangUp()
  }
  return {
    lead(answered, out) {
      const id = newId()
      taken += 1
      const session = patientSession(answered)
      const ended = new Promise<LegEnd>((onEnd) => {
        start(id, session, { out, onEnd }).catch((error: unknown) => {
          fail(session, error)
          onEnd('failed')
        })
      })
      return { id, ended }
    },
    take: () => {
      if (closing) return { answer: false, why: 'closed' }
      if (taken >= MOST_CALLS) return { answer: false, why: 'busy' }
      return {
        answer: true,
        // A caller may think better of it before he is answered: only now there is a call.
        onSession: (answered) => {
          taken += 1
          const session = patientSession(answered)
          const further = { out: null, onEnd: () => {} }
          start(newId(), session, further).catch((error: unknown) => fail(session, error))
        },
      }
    },
    running: () => running,
    follow: (listeners) => void followers.push(listeners),
    endLost(all = false) {
      const before = new Date(all ? Date.now() : Date.now() - LOST_AFTER_MS)
      return endLostCalls(deps.database.db, [...running.keys()], before)
    },
    async close() {
      closing = true
      await Promise.all([...running.values()].map((call) => call.hangUp()))
      await Promise.all(ending)
    },
  }
}

type Begun = {
  id: string
  customer: { id: string; elderly: boolean }
  language: VoiceLanguage
  channel: Call['channel']
  session: MediaSession
}

const named = ({ id, session }: Pick<Begun, 'id' | 'session'>) => ({
  callId: id,
  transport: session.transport,
  direction: session.direction,
})

const numberOf = ({ direction, from, to }: MediaSession) => (direction === 'in' ? from : to)

const partyOf = ({ id, customer, channel, session }: Begun) => ({
  ...{ id, customerId: customer.id, channel, number: numberOf(session) },
})

/** What is said and offered first in a call, who listens along, and what the queue can do for who waits. */
async function aboutCall(deps: CallsDeps, begun: Begun, out: OutgoingCall | null): Promise<CallAbout> {
  const { customer, language, channel } = begun
  return {
    ...{ channel, customer, language },
    taps: await deps.taps({ id: begun.id, customerId: customer.id }),
    notice: await deps.notice(language),
    menu: out ? null : await deps.menu(customer.id, language, channel),
    script: out?.script ?? null,
    conversation: out?.conversation ?? null,
    queueing: (conversation) => deps.queueing({ ...partyOf(begun), language }, conversation),
  }
}

async function begin(deps: CallsDeps, id: string, session: MediaSession, out: OutgoingCall | null): Promise<Begun> {
  const { transport, direction, from, to, customerId, details } = session
  const number = numberOf(session)
  const asked = details.language === 'en' ? 'en' : 'zh'
  const customer = out
    ? { ...out.customer, language: out.language }
    : await deps.caller({ customerId, number, language: asked })
  const language = details.language ? asked : customer.language
  // While the call is written down voice and ears get ready: the first sentence does not wait for them.
  for (const part of [deps.tts, deps.asr]) part.prepare(language)
  const channel = transport === 'browser' ? ('voice' as const) : ('phone' as const)
  const begun = { id, customer, language, channel, session }
  await deps.database.transaction(async (tx) => {
    await insertCall(tx, { id, customerId: customer.id, channel, transport, direction, from, to, language })
    const fact = { conversationId: null, customerId: customer.id, actor: `customer:${customer.id}` }
    await appendEvents(tx, [
      { ...fact, kind: 'call.started', payload: named(begun) },
      { ...fact, kind: 'call.answered', payload: named(begun) },
    ])
  })
  return begun
}

/** Writes what happens in a call, in the order it happens. */
function openBook(deps: CallsDeps, begun: Begun) {
  const { database, log } = deps
  const { id, customer, session } = begun
  let conversationId: string | null = null
  let turns = 0
  let interruptions = 0
  let order: Promise<void> = Promise.resolve()
  const write = (work: () => Promise<void>): Promise<void> => {
    order = order.then(work).catch((error: unknown) => log.error({ err: error }, 'a fact of a call was not written'))
    return order
  }
  const fact = () => ({ conversationId, customerId: customer.id, actor: 'system' })
  return {
    events: {
      onTurn: (turn: CallTurn) => {
        turns += 1
        void write(() =>
          database.transaction(async (tx) => {
            await insertTurn(tx, id, turn)
            await appendEvents(tx, [{ ...fact(), kind: 'call.turn', payload: { callId: id, turn } }])
          }),
        )
      },
      onConversation: (opened: string) => {
        conversationId = opened
        void write(() => linkConversation(database.db, id, opened))
      },
      onInterrupted: () => {
        interruptions += 1
      },
      onWho: (ears: string, voice: string) => void write(() => noteWho(database.db, id, ears, voice)),
    },
    end: (why: LegEnd, call: RunningCall) =>
      write(async () => {
        await database.transaction(async (tx) => {
          await endCall(tx, id, { why, turns, interruptions, quality: session.quality() })
          const payload = { ...named(begun), why, turns, interruptions }
          await appendEvents(tx, [{ ...fact(), kind: 'call.ended', payload }])
        })
        await leave(deps, call)
      }),
  }
}

/** Whoever hangs up leaves neither the bot nor the queue waiting for him; a person winds up his case himself. */
async function leave({ conversations }: CallsDeps, { talk }: RunningCall): Promise<void> {
  const conversation = talk.conversation()
  if (!conversation) return
  await conversations.change(conversation.id, ({ status }) =>
    status === 'bot' || status === 'queued'
      ? {
          patch: { status: 'closed', closedAt: new Date().toISOString(), closeReason: 'other', pending: null },
          what: 'closed',
          actor: 'system',
        }
      : null,
  )
}
