import type { FastifyInstance } from 'fastify'
import type { Perform } from '#business/contract.ts'
import type { ReplyCheck } from '#conversations/reply.ts'
import type { DialogueState } from '#dialogue/contract.ts'
import { hearingOf } from '#dialogue/hearing.ts'
import { hotWordsOf } from '#engines/speech/hot-words.ts'
import type { RateLimiter } from '#platform/http/rate-limit.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { Periodic } from '#platform/periodic.ts'
import type { Reception } from '#reception/receive.ts'
import type { Authenticate } from '#team/authenticate.ts'
import type { Language } from '#understanding/contract.ts'
import type { Listening } from '#verification/voiceprint/listen.ts'
import { openClock } from '#voice/clock.ts'
import { feelingsTap } from '#voice/feelings-tap.ts'
import { openCalls } from '#voice/open-calls.ts'
import { findCall } from '#voice/queries.ts'
import { recorderTap } from '#voice/recorder-tap.ts'
import { callRoutes } from '#voice/routes.ts'
import { openBrowserTransport } from '#voice/transports/browser.ts'
import type { Transport } from '#voice/transports/contract.ts'
import { NO_HINTS } from '#voice/turn-settings.ts'
import type { Core } from './open-core.ts'
import { openTelephone } from './open-lines.ts'
import type { Mind } from './open-mind.ts'
import { openOutbound } from './open-outbound.ts'
import { openPhones, openQueueing } from './open-phones.ts'
import { openRecordings } from './open-recordings.ts'
import { openVoiceMenu } from './open-voice-menu.ts'

const HOUR = 3600_000
type Hears = () => Listening | null
type House = { hears: Hears; round: () => Promise<unknown>; wording: ReplyCheck }

/** Calls: the same mind as in a chat, by ear and mouth. */
export async function openVoice(core: Core, mind: Mind, reception: Reception, perform: Perform, house: House) {
  const { database, conversations, callers, tail, log, config, speech, door, isBlocked } = core
  const clock = openClock()
  const recordings = openRecordings(core)
  tail.onEvents((events) => events.forEach(recordings.hear))
  const menus = openVoiceMenu(core, mind, perform)
  const onEvents = openEventListeners(tail.onEvents)
  const calls = openCalls({
    ...{ database, conversations, reception, clock, log },
    ...{ asr: speech.asr, tts: speech.tts, vad: speech.vad },
    onEvents,
    queueing: openQueueing(core),
    hearing: (dialogue) => (dialogue ? hearingOf(mind.flows().flows, dialogue as DialogueState) : NO_HINTS),
    phrases: openPhrases(mind),
    hotWords: (language) => hotWordsOf(mind.terms(), language),
    botName: mind.botName,
    caller: ({ customerId, number, language }) =>
      customerId
        ? callers.ensure({ id: customerId, channel: 'voice', language })
        : callers.calling({ number, trusted: config.YINGHE_CALLER_ID === 'on', language }),
    taps: openTaps(core, recordings, house.hears),
    menu: (customerId, language, channel) =>
      menus.forCall(customerId, language, channel).catch((error: unknown) => {
        log.error({ err: error }, 'the telephone menu could not be made; the call begins with the greeting')
        return null
      }),
    notice: async (language) => {
      const { on, notice, emotion, emotionNotice } = await recordings.settings()
      return (
        [...(on ? [notice] : []), ...(emotion ? [emotionNotice] : [])].map((text) => text[language]).join('') || null
      )
    },
  })
  if (database.kind === 'pglite') await calls.endLost(true)
  const telephone = await openTelephone(core, calls.take)
  const outbound = openOutbound(core, mind, telephone.lines, calls)
  const phones = openPhones(core, {
    calls,
    lines: telephone.lines,
    onEvents,
    callCustomer: outbound.callCustomer,
    ...house,
  })
  const transports: Transport[] = []
  return {
    calls,
    routes: [
      ...callRoutes({ database, conversations }),
      ...recordings.routes,
      ...menus.routes,
      ...telephone.routes,
      ...outbound.routes,
      ...phones.routes,
    ],
    start(periodic: Periodic) {
      recordings.start(periodic)
      telephone.start()
      outbound.start(periodic)
      phones.start(periodic)
      periodic.every('calls of lost nodes', HOUR, () => calls.endLost())
    },
    /** Opens the doors by which calls come. */
    listen(app: FastifyInstance, authenticate: Authenticate, limiter: RateLimiter) {
      transports.push(openBrowserTransport({ app, authenticate, door, isBlocked, take: calls.take, log }))
      phones.listen(app, authenticate, limiter)
    },
    async stop() {
      outbound.close()
      await calls.close()
      await outbound.settled()
      await phones.stop()
      await telephone.stop()
      for (const transport of transports) await transport.close()
      clock.close()
    },
  }
}
export type Voice = Awaited<ReturnType<typeof openVoice>>

/** What hears along on a call: the recorder, how he feels, and whose voice it is, each only where it is switched on. */
function openTaps({ database, log }: Core, recordings: ReturnType<typeof openRecordings>, hears: Hears) {
  return async (call: Parameters<Parameters<typeof openCalls>[0]['taps']>[0]) => {
    const settings = await recordings.settings()
    const consent = recordings.consents(call)
    const recorder = () => recordings.recorder({ ...call, conversationId: null }, settings)
    const feelings = {
      ...{ database, call, onConsent: consent('voice-emotion', settings.emotionNotice.zh) },
      conversationOf: async () => (await findCall(database.db, call.id))?.conversationId ?? null,
      onFault: (error: unknown) => log.warn({ err: error }, 'how a caller sounds could not be told'),
    }
    const voices = hears()
    return [
      ...(settings.on ? [recorderTap(recorder(), consent('recording', settings.notice.zh))] : []),
      ...(settings.emotion ? [feelingsTap(feelings)] : []),
      ...(voices ? [voices.tap({ id: call.id, conversationOf: feelings.conversationOf })] : []),
    ]
  }
}

/** Listeners that come and go, on a tail whose listeners stay. */
function openEventListeners(onEvents: (listener: (events: LedgerEvent[]) => void) => void) {
  const listeners = new Set<(event: LedgerEvent) => void>()
  onEvents((events) => {
    for (const event of events) for (const listen of listeners) listen(event)
  })
  return (listen: (event: LedgerEvent) => void) => {
    listeners.add(listen)
    return () => void listeners.delete(listen)
  }
}

/** So many phrases of each intent, the shortest ones: recognisers that know only phrases err more the more they know. */
const EACH = 2
const MOST_PHRASES = 80

const PERSON = { zh: ['转人工', '人工客服'], en: ['talk to a person', 'human agent'] }

/** What customers commonly say, of the intents that start a flow. Made once for each state of the packs. */
function openPhrases(mind: Mind) {
  const made = new WeakMap<object, Record<Language, string[]>>()
  const make = (language: Language): string[] => {
    const starting = new Set(mind.flows().flows.flatMap(({ intents }) => intents))
    const said = mind
      .examples()
      .filter(({ id }) => starting.has(id))
      .flatMap(({ examples }) => [...examples[language]].sort((a, b) => a.length - b.length).slice(0, EACH))
    return [...PERSON[language], ...said].slice(0, MOST_PHRASES)
  }
  return (language: Language): string[] => {
    const key = mind.examples()
    const known = made.get(key) ?? { zh: make('zh'), en: make('en') }
    made.set(key, known)
    return known[language]
  }
}
