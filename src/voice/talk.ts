import type { Conversations } from '#conversations/change.ts'
import type { Message, Part, PersonWanted } from '#conversations/contract.ts'
import { rate } from '#conversations/rate.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { newId } from '#platform/id.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { Reception } from '#reception/receive.ts'
import { saysGoodbye } from '#voice/closing-words.ts'
import { type Spoken, spokenOf } from '#voice/spoken.ts'
import type { VoiceLanguage } from '#voice/wording.ts'

export type TalkDeps = {
  reception: Pick<Reception, 'receive' | 'finished'>
  conversations: Conversations
  /** Hears of everything that happens in conversations; gives what ends that. */
  onEvents: (listen: (event: LedgerEvent) => void) => () => void
}

export type TalkAbout = {
  channel: 'phone' | 'voice'
  customerId: string
  language: VoiceLanguage
  /** The customer sees the conversation as well. */
  screen: boolean
  /** One that a person of ours serves already; what he says belongs there as long as it is open. */
  conversation?: StoredConversation | null
  /** A yes or no is asked for, so that key 1 is yes and 2 is no. */
  asksYesNo: () => boolean
}

export type TalkEvents = {
  onOpened: (conversation: StoredConversation) => void
  onSay: (message: Message, spoken: Spoken) => void
  /** Nothing more will be said about what he said. */
  onAnswered: () => void
  /** `asks`: he is asked how it was. */
  onChanged: (conversation: StoredConversation, asks: boolean) => void
  onFault: (error: unknown) => void
}

/** The conversation of a call: what he says goes to reception as in a chat, what is written there comes back to be said. */
export type Talk = {
  tell(text: string): Promise<void>
  press(keys: string): Promise<void>
  /** `wanted`: somebody senior, or for something certain, as his menu has it. */
  askForPerson(wanted?: PersonWanted): Promise<void>
  /** What he thinks of the service, kept as one from the web is; false when that failed. */
  rate(score: number): Promise<boolean>
  conversation(): StoredConversation | null
  /** Number of his latest message. */
  seq(): number | null
  close(): void
}

/** `leaves`: with this he takes his leave. */
type Sending = { leaves?: boolean; person?: PersonWanted | undefined }

const PERSON = { zh: '转人工', en: 'Talk to a person' }
const YES_NO = { '1': { zh: '是', en: 'yes' }, '2': { zh: '不是', en: 'no' } } as const
/** What the keys of the greeting stand for. */
const MENU = {
  '1': { zh: '查订单', en: 'where is my order' },
  '2': { zh: '退换货', en: 'I want to return something' },
} as const

export function openTalk(deps: TalkDeps, about: TalkAbout, events: TalkEvents): Talk {
  const { conversations, reception } = deps
  let known: StoredConversation | null = about.conversation ?? null
  let spokenSeq = known?.lastSeq ?? 0
  let toldSeq: number | null = null
  let keys: Spoken['keys'] = []
  let order = Promise.resolve()

  /** `own`: after a turn of this node, which remembers how the conversation stands. */
  const sync = (own = false): Promise<void> => {
    order = order.then(() => catchUp(own)).catch((error: unknown) => events.onFault(error))
    return order
  }
  const catchUp = async (own: boolean) => {
    if (!known) return
    const before = known
    known = await (own ? conversations.find(known.id) : conversations.load(known.id))
    const moved = before.status !== known.status || before.assigneeId !== known.assigneeId
    const messages = await conversations.messages(known.id, { after: spokenSeq, limit: 50, internal: false })
    // Who has rated already is not asked again.
    const unrated = known.rating === null
    const asks = unrated && messages.some(({ parts }) => parts.some(isRatingRequest))
    // The end of waiting is told before what is said then, its beginning after.
    if (moved && before.status === 'queued') events.onChanged(known, asks)
    for (const message of messages) {
      spokenSeq = message.seq
      if (message.author.kind === 'customer') continue
      const parts = unrated ? message.parts : message.parts.filter((part) => !isRatingRequest(part))
      const spoken = spokenOf(parts, about.language, about.screen)
      keys = spoken.keys
      events.onSay(message, spoken)
    }
    if (moved && before.status !== 'queued') events.onChanged(known, asks)
  }
  const unlisten = deps.onEvents((event) => {
    if (known && event.conversationId === known.id && /^(message\.added|conversation\.changed)$/.test(event.kind))
      void sync()
  })
  const send = async (part: Part, { leaves = false, person }: Sending = {}): Promise<void> => {
    try {
      const { channel, customerId, language } = about
      const into = about.conversation && known?.status !== 'closed' ? { conversationId: about.conversation.id } : {}
      const from = { channel, customerId, language, ...into, ...(person ? { person } : {}) }
      const received = await reception.receive({ ...from, clientId: newId(), parts: [part] })
      toldSeq = received.seq
      if (known?.id !== received.conversationId) {
        known = await conversations.load(received.conversationId)
        spokenSeq = received.seq
        events.onOpened(known)
        if (known.status !== 'bot') events.onChanged(known, false)
      }
      await reception.finished(received.conversationId)
      await sync(true)
      if (leaves && known?.status === 'bot') {
        await closeByGoodbye(conversations, known.id)
        await sync()
      }
    } catch (error) {
      events.onFault(error)
    }
    events.onAnswered()
  }
  const person = (wanted?: PersonWanted) =>
    send({ kind: 'choice', value: 'human', label: PERSON[about.language] }, { person: wanted })
  return {
    tell: (text) => send({ kind: 'text', text: text.slice(0, 2000) }, { leaves: saysGoodbye(text) }),
    async press(pressed) {
      await (pressed === '0' ? person() : send(meaningOf(pressed, keys, known === null, about)))
    },
    askForPerson: person,
    async rate(score) {
      const given = known && (await giveRating(conversations, known, score).catch(events.onFault))
      return Boolean(given)
    },
    conversation: () => known,
    seq: () => toldSeq,
    close: unlisten,
  }
}

const isRatingRequest = ({ kind }: Part) => kind === 'rating-request'

/** Who takes his leave of the bot has what he wanted; he is asked how it was, as after a chat with a colleague. */
const closeByGoodbye = (conversations: Conversations, id: string) =>
  conversations.change(id, ({ status }) =>
    status === 'bot'
      ? {
          patch: { status: 'closed', closedAt: new Date().toISOString(), closeReason: 'solved', pending: null },
          messages: [
            {
              author: { kind: 'system', id: 'system', name: '' },
              parts: [{ kind: 'notice', code: 'closed' }, { kind: 'rating-request' }],
            },
          ],
          what: 'closed',
          actor: 'system',
        }
      : null,
  )

const giveRating = (conversations: Conversations, { id, customerId }: StoredConversation, score: number) =>
  rate(conversations, { kind: 'customer', id: customerId, verified: false, permissions: new Set() }, id, {
    score,
    comment: '',
  })

/** A choice that was offered, a yes or no, an entry of the greeting, or digits as such. */
function meaningOf(pressed: string, keys: Spoken['keys'], first: boolean, { language, asksYesNo }: TalkAbout): Part {
  const chosen = keys.find(({ key }) => key === pressed)
  if (chosen) return { kind: 'choice', value: chosen.value, label: chosen.label }
  const yesNo = asksYesNo() && pressed in YES_NO ? YES_NO[pressed as '1'][language] : null
  const menu = first && pressed in MENU ? MENU[pressed as '1'][language] : null
  return { kind: 'text', text: yesNo ?? menu ?? pressed }
}
