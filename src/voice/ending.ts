import type { Message } from '#conversations/contract.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import type { Log } from '#platform/log.ts'
import type { StepHints } from '#voice/contract.ts'
import { MUSIC } from '#voice/mouth.ts'
import { openParting, type PartingOptions } from '#voice/parting.ts'
import type { Mouth } from '#voice/playout.ts'
import { openWaiting, type Queueing } from '#voice/waiting.ts'
import type { SaysKey } from '#voice/wording.ts'

/** Begins the client id of messages that somebody of ours spoke in the call: they have been heard. */
export const SPOKEN = 'spoken-'

export type Ending = {
  /** The conversation has gone to somebody else, or is over; `asks`: the customer is asked how it was. */
  changed(conversation: StoredConversation, asks: boolean): void
  /** People talk with him; he hears music while he is on hold or their connection is broken. */
  people(how: 'talking' | 'held' | 'reconnecting'): void
  /** They have gone, and somebody else is to come. */
  wait(why: 'handed-on' | 'lost'): void
  /** They have finished; he is asked how it was, and the call ends. */
  finish(): void
  /** Whether what is written in the conversation is read to him. */
  reads(message: Message): boolean
  /** A sentence of ours begins to be heard. */
  begins(sentence: string): void
  /** Everything has been said for now. */
  silent(): void
  /** A key pressed while he waits; true when it was meant for that. */
  waitingKey(key: string): boolean
  /** True when what he says or presses belongs to the end of the call; `since`: when he began to say it. */
  said(text: string, since: number): boolean
  pressed(keys: string): boolean
  /** Whether he is asked how it was, and has not answered yet. */
  asks(): boolean
  /** How he is heard at the end of the call; null before. */
  hints(): StepHints | null
  close(): void
}

export type EndingOptions = PartingOptions & {
  mouth: Mouth
  house: (key: SaysKey, params?: Record<string, string>) => void
  queueing: Queueing
  /** Whether a sentence belongs to what everybody must be told. */
  isNotice: (text: string) => boolean
  /** As it is now; null before there is one. */
  conversation: () => StoredConversation | null
  log: Log
}

/** Words that stand in the conversation and are no news to who is in the call: it tells them itself. */
const KNOWN_TO_CALLERS = new Set(['transferred', 'agent-left', 'agent-joined', 'closed', 'call-back-asked'])

/** Where the customer is: with the bot, waiting, with people, or at the last words of the call. */
type Where = {
  stage: 'talking' | 'waiting' | 'people' | 'parting'
  /** He has talked with people, or asked to be called back, in this call. */
  met: boolean
  rated: boolean
  /** Music plays while people are there: he is on hold. */
  music: boolean
}

/** What happens when the bot is no longer whom the customer speaks with: he waits, talks with people, or the call ends. */
export function openEnding(options: EndingOptions): Ending {
  const { mouth, tell } = options
  const at: Where = { stage: 'talking', met: false, rated: false, music: false }
  const parting = openParting(options)
  const play = () => mouth.say({ text: MUSIC, seq: null })
  const hush = () => {
    const cut = mouth.stop()
    tell({ kind: 'played' })
    // What everybody must be told is said again, whoever comes to the telephone meanwhile.
    const owed = cut.filter(({ text, whole }) => !whole && options.isNotice(text))
    for (const { text } of owed) mouth.say({ text, seq: null })
    if (owed.length) tell({ kind: 'reply' })
  }
  const listenAgain = () => {
    waiting.end()
    tell({ kind: 'people', on: false })
    tell({ kind: 'transfer', on: false })
  }
  const part = (asks: boolean) => {
    at.stage = 'parting'
    listenAgain()
    parting.begin(asks)
  }
  const toBot = () => {
    at.stage = 'talking'
    hush()
    listenAgain()
  }
  const onCallBack = () => {
    at.met = true
    part(false)
  }
  const waiting = openWaiting({ ...options, music: play, stop: hush, onCallBack })
  return {
    ...{
      close: parting.close,
      begins: parting.begins,
      said: parting.said,
      pressed: parting.pressed,
      hints: parting.hints,
      asks: parting.asks,
    },
    ...withPeople(at, options, { hush, part, toBot, waiting }),
    changed({ status, rating }, asks) {
      at.rated = rating !== null
      if (status === 'queued' && at.stage === 'talking') {
        at.stage = 'waiting'
        tell({ kind: 'transfer', on: true })
        waiting.begin()
      } else if (at.stage === 'waiting' && (status === 'bot' || status === 'human') && !waiting.isAsking()) toBot()
      if (status === 'closed' && at.stage === 'talking') part(asks)
    },
    reads({ author, clientId, parts }) {
      if (at.stage === 'people' || clientId?.startsWith(SPOKEN)) return false
      const [first] = parts
      return !(at.met && author.kind === 'system' && first?.kind === 'notice' && KNOWN_TO_CALLERS.has(first.code))
    },
    silent() {
      if (at.stage === 'waiting') waiting.silent()
      if (at.stage === 'people' && at.music) play()
      parting.silent()
    },
    waitingKey: (key) => at.stage === 'waiting' && waiting.pressed(key),
  }
}

type Ways = { hush(): void; part(asks: boolean): void; toBot(): void; waiting: ReturnType<typeof openWaiting> }

/** People come, put him on hold, pass him on, and go. */
function withPeople(
  at: Where,
  { house, tell, conversation }: EndingOptions,
  { hush, part, toBot, waiting }: Ways,
): Pick<Ending, 'people' | 'wait' | 'finish'> {
  const reply = (key: SaysKey) => {
    house(key)
    tell({ kind: 'reply' })
    tell({ kind: 'answered' })
  }
  return {
    people(how) {
      if (at.stage === 'parting') return
      at.met = true
      if (at.stage !== 'people') {
        at.stage = 'people'
        waiting.end()
        tell({ kind: 'people', on: true })
      }
      hush()
      at.music = how !== 'talking'
      if (at.music) house(how === 'held' ? 'held' : 'reconnecting')
    },
    wait(why) {
      if (at.stage !== 'people') return
      if (conversation()?.status === 'bot') {
        toBot()
        return reply('returned-to-bot')
      }
      at.stage = 'waiting'
      hush()
      tell({ kind: 'people', on: false })
      house(why === 'lost' ? 'agent-left' : 'transferred')
      waiting.begin()
    },
    finish() {
      if (at.stage !== 'people') return
      hush()
      part(!at.rated)
      if (!at.rated) reply('rating')
    },
  }
}
