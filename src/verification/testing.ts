import { join } from 'node:path'
import { actions } from '#business/actions.ts'
import { openCatalogue } from '#business/catalogue.ts'
import { openPerform } from '#business/perform.ts'
import { connectTo, openShop } from '#business/testing.ts'
import { openConversations } from '#conversations/change.ts'
import type { Part } from '#conversations/contract.ts'
import { openCallers } from '#customers/callers.ts'
import { seedCustomers } from '#customers/seed.ts'
import type { DialogueState } from '#dialogue/contract.ts'
import { loadFlows } from '#dialogue/load-flows.ts'
import { asksSecret } from '#dialogue/secret-asked.ts'
import { buildTurn } from '#dialogue/turn.ts'
import type { Mailbox } from '#emotion/channels/mailbox.ts'
import type { SpeakerEngine } from '#engines/speaker/contract.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { newId } from '#platform/id.ts'
import { openTail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'
import { openSeal } from '#platform/settings/seal.ts'
import { openReception } from '#reception/receive.ts'
import { toCaller } from '#reception/world.ts'
import { seedTeam } from '#team/seed.ts'
import { loadIntents } from '#understanding/load-intents.ts'
import { buildUnderstand } from '#understanding/understand.ts'
import type { VerificationDeps } from '#verification/deps.ts'
import { openVerification } from '#verification/open-verification.ts'
import { openProofs } from '#verification/proofs.ts'
import { openSecrets } from '#verification/secrets.ts'
import { openListening } from '#verification/voiceprint/listen.ts'
import { openSmsTwin, SMS_KEYS } from '../../tests/twins/aliyun-sms.ts'
import { openSmtpTwin } from '../../tests/twins/smtp.ts'
import { changeSmsSettings } from './settings.ts'

const PACKS = ['base', 'ecommerce'].map((name) => join(import.meta.dirname, '../../packs', name))
/** Enough to begin a task and to talk about it; all of them would take long to train. */
const INTENTS = ['refund_request', 'change_address', 'order_query', 'affirm', 'deny', 'cancel_flow', 'talk_to_human']

/** Reception, flows, business and verification as in the product, with twins of the providers of messages. */
export async function openVerifyingHouse(understood: readonly string[] = INTENTS) {
  const database = await openTestDatabase()
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  const [shop, texts, mails] = await Promise.all([openShop(), openSmsTwin(), openSmtpTwin()])
  const log = openLog('silent')
  const tail = await openTail(database, log)
  const conversations = openConversations(database)
  const callers = openCallers(database)
  const clock = { now: Date.now() }
  const listening = openListening(() => clock.now)
  const consents: { customerId: string; notice: string }[] = []
  /** Voices by their level: enough to tell two callers of a test apart. */
  const speaker: SpeakerEngine & { installed: boolean } = {
    installed: false,
    model: 'levels',
    lacking: () => (speaker.installed ? null : 'no-model'),
    embed: async (samples) => Float32Array.from([samples[0]! > 0 ? 1 : 0, samples[0]! > 0 ? 0 : 1, 0.1]),
    close: async () => undefined,
  }
  const box: { current: Mailbox | null } = { current: null }
  const seal = openSeal('secret-of-the-test', 'verification')
  const deps: VerificationDeps = {
    ...{ database, log, seal, find: callers.find, now: () => new Date(clock.now) },
    proofs: await openProofs({ database, tail, find: callers.find }, () => new Date(clock.now)),
    secrets: openSecrets('secret-of-the-test'),
    mailbox: async () => box.current,
    voice: {
      ...{ database, speaker, listening, now: () => new Date(clock.now) },
      seal: openSeal('secret-of-the-test', 'voiceprints'),
      noteConsent: async (_conversation, customerId, notice) => consents.push({ customerId, notice }) > 0,
    },
    heard: async (id) =>
      (await conversations.messages(id, { limit: 500, internal: false }))
        .map(({ parts }) => JSON.stringify(parts))
        .join(),
    perform: (call) => perform(call),
  }
  const verification = await openVerification(deps, { tail, conversations })
  const perform = verification.guard(
    openPerform({
      ...{ database, log, catalogue: openCatalogue(actions), connectorOf: () => connector },
      resolveExternalId: async (id, conversationId) =>
        (await callers.find(id))?.externalId ?? verification.provenId(conversationId),
      fileUrl: (id) => id,
    }),
  )
  const connector = connectTo(shop.url)
  const { flows, wording, problems } = await loadFlows(PACKS, actions)
  const { intents, terms } = loadIntents(PACKS)
  const understand = buildUnderstand({ intents: intents.filter(({ id }) => understood.includes(id)), terms })
  const reception = openReception({
    ...{ conversations, log, node: 'n', isBlocked: () => false, typing: () => undefined },
    mind: {
      ...{
        understand,
        turn: buildTurn({ flows, wording, actions }),
        search: () => [],
        botName: () => 'Bot',
        verification,
      },
      asksSecret: (dialogue) => asksSecret(flows, dialogue as DialogueState),
    },
    caller: async (id) => toCaller(await callers.ensure({ id, channel: 'web', language: 'zh' })),
    overhear: verification.overhear,
    runCall: (call) =>
      call.action.startsWith('verification.')
        ? verification.run(call)
        : perform({ ...call, actor: 'bot', idempotencyKey: call.callId }),
  })
  const deliver = (
    { id, customerId, channel }: { id: string; customerId: string; channel: string },
    parts: Part[],
    clientId: string,
  ) => reception.receive({ channel, customerId, conversationId: id, clientId, parts, language: 'zh' })
  /** Says something and gives what is answered. */
  const say = async (customerId: string, text: string, channel = 'web') => {
    const parts = [{ kind: 'text' as const, text }]
    const got = await reception.receive({ channel, customerId, clientId: newId(), parts, language: 'zh' })
    await reception.finished(got.conversationId)
    await tail.catchUp()
    const all = await conversations.messages(got.conversationId, { after: got.seq, limit: 50, internal: true })
    const said = all.filter(({ author }) => author.kind !== 'customer').map(({ parts: told }) => JSON.stringify(told))
    return { id: got.conversationId, seq: got.seq, text: said.join('\n') }
  }
  return {
    ...{
      deliver,
      speaker,
      listening,
      consents,
      database,
      conversations,
      callers,
      deps,
      verification,
      perform,
      say,
      texts,
      mails,
      clock,
      box,
      problems,
      log,
      tail,
    },
    /** Lets text messages go out. */
    async withTexts() {
      const settings = { ...SMS_KEYS, on: true, signName: '禾木生活', codeTemplate: 'SMS_1', linkTemplate: 'SMS_2' }
      await changeSmsSettings(database, seal, { ...settings, url: texts.url }, { actor: 'user:admin', ip: '' })
      await tail.catchUp()
    },
    withMail() {
      const account = { port: mails.port, secure: false, user: '', password: '', from: 'a@example.com', to: [] }
      box.current = { kind: 'email', host: '127.0.0.1', ...account } as unknown as Mailbox
    },
    async close() {
      await tail.stop()
      await Promise.all([shop.close(), texts.close(), mails.close()])
      await database.close()
    },
  }
}
