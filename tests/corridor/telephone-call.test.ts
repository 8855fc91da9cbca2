import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Conversation, Message } from '#conversations/contract.ts'
import { openPocketsphinx } from '#engines/asr/pocketsphinx/open-pocketsphinx.ts'
import type { AudioFrame } from '#engines/audio.ts'
import { framesOf, silence, speechData } from '#engines/testing.ts'
import type { Call, CallTurn } from '#voice/contract.ts'
import type { LinesView } from '#voice/lines/contract.ts'
import type { RecordingDetail, RecordingSettings } from '#voice/recording/contract.ts'
import { openHalver } from '#voice/transports/rtp/resample.ts'
import { openSip, type Sip } from '#voice/transports/sip/open-sip.ts'
import { samplesOf, secondsOf, shareOf, toneFrames, wavOf } from '#voice/transports/testing.ts'
import { answering, noWarnings, playing, sipLine, sipOptions } from '../harness/answering-sip.ts'
import { freePort } from '../harness/free-port.ts'
import { startInProcess } from '../harness/in-process.ts'
import { openPhone, type PhoneClient } from '../harness/phone-client.ts'
import { foundIn } from '../harness/same-sound.ts'
import { KIND } from '../harness/storage.ts'
import { isMute, spoken } from '../harness/synthetic-voice.ts'
import { addColleague, signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { openFunasrTwin } from '../twins/speech-servers.ts'
import { missingPrograms, openBaresip } from '../twins/telephones.ts'

const SOON = 60_000
const RATE = 8000
/** So many seconds of a tone without a gap prove that it came through; a busy machine makes gaps. */
const PROOF = 0.4
const [CUSTOMER, AGENT, OUTSIDE] = [450, 1000, 1700]
const CALLER = '13800010003'
const voiceless = isMute()
const skip = missingPrograms('baresip', 'ffmpeg') ?? voiceless
/** Why nobody here understands recorded speech; false when somebody does. */
const deaf =
  (speechData === null && 'no recorded speech') ||
  (openPocketsphinx(join(speechData!, 'pocketsphinx-models')).lacking() !== null && 'pocketsphinx is not installed')
const folder = mkdtempSync(join(tmpdir(), 'telephone-'))
let server: Awaited<ReturnType<typeof startInProcess>>
let admin: TeamClient
let annAt: TeamClient
let ann: PhoneClient
let address: string
/** The carrier: whom it rings for us, but not for the caller himself, so that we stay between. */
let carrier: Sip
const refused: string[] = []
const workshop = answering()

before(async () => {
  if (skip) return
  mkdirSync(join(folder, 'models'))
  if (speechData) symlinkSync(join(speechData, 'pocketsphinx-models'), join(folder, 'models', 'pocketsphinx'))
  server = await startInProcess(KIND, { DATA_DIR: folder, YINGHE_CALLER_ID: 'on' })
  admin = await signIn(server.url, 'admin')
  const { settings } = await admin.http<LinesView>('/api/telephone-lines')
  const port = await freePort()
  carrier = await openSip(
    sipOptions([sipLine()]),
    (asked) => {
      if (asked.from !== CALLER) return workshop.take(asked)
      refused.push(asked.to)
      return { answer: false, why: 'closed' }
    },
    noWarnings,
  )
  const sip = { ...settings.sip, on: true, host: '127.0.0.1', port, rtpFrom: 31_000, rtpTo: 31_199 }
  const lines = [sipLine({ server: carrier.listening, number: '95000' })]
  const view = await admin.http<LinesView>('/api/telephone-lines', {
    method: 'PUT',
    body: { ...settings, sip: { ...sip, lines } },
  })
  assert.equal(view.doors.sip.state, 'open')
  address = view.doors.sip.listening!
  const recording = await admin.http<RecordingSettings>('/api/recording-settings')
  const notice = { zh: '通话会录音。', en: 'This call is recorded.' }
  await admin.http('/api/recording-settings', { method: 'PUT', body: { ...recording, notice } })
  annAt = await addColleague(server.url, admin, 'ann', 'agent')
  await annAt.http('/api/desk/presence', { method: 'PUT', body: { status: 'online' } })
  // Her desk is open: who is silent for a minute is taken for gone.
  await annAt.join()
  ann = await openPhone(server.url, annAt)
})
after(async () => {
  ann?.close()
  await server?.stop()
  await carrier?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What a telephone speaks, with a long silence behind it. */
function soundOf(frames: readonly AudioFrame[]): Buffer {
  const halve = openHalver()
  return wavOf(Int16Array.from([...frames, ...silence(60_000)].flatMap((frame) => [...halve(frame)])), RATE)
}

/** Syllables that a person has recorded, one after the other, as loud as people are on a telephone: at full scale the VAD doubts that it is a voice. */
const recorded = (syllables: string[]): AudioFrame[] => {
  const trim = 'silenceremove=start_periods=1:start_threshold=-30dB'
  const filters = [trim, 'areverse', trim, 'areverse', 'volume=-16dB']
  return syllables.flatMap((each) => framesOf(join(speechData!, 'syllables', `cmn-${each}.mp3`), filters))
}

type Phone = Awaited<ReturnType<typeof openBaresip>>
const heardBy = (phone: Phone): Int16Array => {
  const wav = phone.heard()
  return wav ? samplesOf(wav) : new Int16Array()
}
const isLoud = (sound: Int16Array) => sound.some((sample) => Math.abs(sample) > 500)
/** Seconds of sound that were heard since `from`. */
const secondsLoud = (phone: Phone, from: number): number => {
  const sound = heardBy(phone)
  let loud = 0
  for (let at = from; at < sound.length; at += RATE / 50) if (isLoud(sound.subarray(at, at + RATE / 50))) loud++
  return loud / 50
}
/** Something was heard since `from`, and now it is quiet. */
const saidSince = (phone: Phone, from: number) => () => {
  const sound = heardBy(phone).subarray(from)
  return isLoud(sound) && !isLoud(sound.subarray(-RATE))
}

const latest = async () => (await admin.http<{ items: Call[] }>('/api/calls?limit=1')).items[0]
const messagesOf = async (conversationId: string) =>
  (await admin.http<{ items: Message[] }>(`/api/conversations/${conversationId}/messages`)).items
const textsOf = (messages: Message[], kind: string) =>
  messages.filter(({ author }) => author.kind === kind).map(({ parts }) => JSON.stringify(parts))

/** What was said in a call, and both sides of what the house has kept of it, 16 kHz. */
async function recordingOf(callId: string) {
  const detail = await admin.http<RecordingDetail>(`/api/recordings/${callId}`)
  const response = await fetch(`${server.url}/api/recordings/${callId}/audio`, { headers: admin.headers })
  const both = samplesOf(Buffer.from(await response.arrayBuffer()))
  const side = (n: 0 | 1) => Int16Array.from({ length: both.length / 2 }, (_, at) => both[2 * at + n]!)
  return { lines: detail.lines, theirs: side(0), ours: side(1) }
}

type Asked = { name: string; says: AudioFrame[]; ears: string; means: RegExp }

/** A customer telephones, is understood, is told his order, asks for a person by key, talks with her, is handed on to somebody outside, and says how it was. */
async function wholeCall({ name, says, ears, means }: Asked, stops: (stop: () => Promise<void>) => void) {
  const phone = await openBaresip({ folder: join(folder, name), wav: soundOf([]), user: CALLER })
  stops(phone.stop)
  await phone.command('dial', `sip:95000@${address}`)
  const isNew = async () => {
    const call = await latest()
    return call && call.endedAt === null && call
  }
  const { id: callId, ...call } = await waitFor(isNew, 'the call', SOON)
  assert.deepEqual([call.transport, call.channel, call.customerName], ['sip', 'phone', '许一诺'])
  await waitFor(() => secondsLoud(phone, 0) > 4, 'notice and greeting are heard', SOON)
  await waitFor(async () => (await latest())?.ears === ears, `${ears} listens`, SOON)

  // He knows what he wants and speaks into the menu; whoever is not understood says it again.
  const conversation = async () => (await latest())?.conversationId
  const isUnderstood = async () => {
    const id = await conversation()
    return id && textsOf(await messagesOf(id), 'customer').some((text) => means.test(text))
  }
  for (let n = 0; n < 3 && !(await isUnderstood()); n++) {
    await phone.speak(soundOf(says))
    await waitFor(isUnderstood, 'he is understood', SOON / 3).catch(() => undefined)
  }
  assert.ok(await isUnderstood(), 'he is understood')
  const conversationId = (await conversation())!
  let told = heardBy(phone).length
  const answer = await waitFor(
    async () => (await messagesOf(conversationId)).find((one) => /HM1000/.test(textsOf([one], 'bot').join())),
    'his order',
    SOON,
  )
  await waitFor(() => secondsLoud(phone, told) > 14, 'his order is heard', SOON)

  await phone.press('0')
  const { ringing } = await ann.until('it rings', ({ status }) => status === 'ringing', SOON)
  assert.equal(await ann.command({ type: 'answer', callId: ringing[0]!.callId }), null)
  await phone.speak(soundOf(toneFrames(CUSTOMER, 60 * 50)))
  ann.speak(toneFrames(AGENT, 50))
  told = heardBy(phone).length
  await waitFor(() => secondsOf(AGENT, heardBy(phone).subarray(told), RATE) >= PROOF, 'he hears her', SOON)
  await waitFor(() => ann.sound.slice(-25).every((each) => shareOf(CUSTOMER, each) > 0.8), 'she hears him', SOON)

  const nth = workshop.calls.length
  assert.equal(await ann.command({ type: 'transfer', to: { kind: 'number', number: '8001' } }), null)
  const outside = await waitFor(() => workshop.calls[nth], 'it rings outside', SOON)
  const humming = playing(outside.session, toneFrames(OUTSIDE, 50))
  stops(async () => humming())
  const over = await ann.until('he is handed on', ({ status }) => status === 'after-call', SOON)
  assert.equal(over.afterCall?.ended, 'transferred')
  assert.deepEqual([refused.at(-1), workshop.asked[nth]!.to], ['8001', '8001'])
  told = heardBy(phone).length
  await waitFor(() => secondsOf(OUTSIDE, heardBy(phone).subarray(told), RATE) >= PROOF, 'he hears him', SOON)
  await waitFor(() => secondsOf(CUSTOMER, outside.sound()) >= PROOF, 'he is heard by him', SOON)

  await phone.speak(soundOf([]))
  await waitFor(() => !isLoud(outside.sound().subarray(-24_000)), 'he has said what he wanted', SOON)
  humming()
  told = heardBy(phone).length
  await outside.session.hangUp()
  await waitFor(saidSince(phone, told + RATE), 'he is asked how it was', SOON)
  await phone.press('5')
  const ended = await waitFor(async () => ((await latest())?.endedAt ? latest() : null), 'the end', SOON)
  assert.deepEqual([ended.id, ended.endedWhy, ended.agentName], [callId, 'we-hung-up', 'ann'])
  return { callId, conversationId, answer, sound: heardBy(phone) }
}

/** What is left of such a call: the rating with the conversation, its turn, and the proof that he heard us. */
async function checkKept({ callId, conversationId, answer, sound }: Awaited<ReturnType<typeof wholeCall>>) {
  // Whoever talked with him winds the case up.
  const path = `/api/conversations/${conversationId}`
  await annAt.http(`${path}/close`, { body: { reason: 'solved' } })
  const { conversation } = await admin.http<{ conversation: Conversation }>(path)
  assert.deepEqual([conversation.rating, conversation.status, conversation.channel], [5, 'closed', 'phone'])
  const { turns } = await admin.http<{ turns: CallTurn[] }>(`/api/calls/${callId}`)
  assert.deepEqual(
    turns.slice(-3).map(({ toldBy }) => toldBy),
    ['speech', 'keys', 'keys'],
  )
  const { lines, theirs, ours } = await recordingOf(callId)
  // One recording holds everybody: him, the bot, her, and whom she handed him to.
  assert.ok(secondsOf(CUSTOMER, theirs) >= PROOF, 'his own voice is kept')
  for (const hz of [AGENT, OUTSIDE]) assert.ok(secondsOf(hz, ours) >= PROOF, `the voice at ${hz} Hz is kept`)
  const [told] = lines.filter(({ side, seq }) => side === 'ours' && seq === answer.seq)
  assert.ok(told && told.to - told.from > 3000, JSON.stringify(lines))
  const samples = ours.subarray(told.from * 16, told.to * 16)
  const whole = { samples: sound, rate: RATE }
  const [as, backwards] = [samples, samples.toReversed()].map((each) => foundIn({ samples: each, rate: 16_000 }, whole))
  assert.ok(as! > 0.9 && backwards! < as! - 0.05, `${told.text} at the telephone: ${as}, and backwards: ${backwards}`)
}

test('a call from its first word to its last: a person’s recorded words are understood as phrases, an order is told, a key brings an agent, she hands him on to a number outside, a key rates', {
  skip: skip || deaf,
}, async (t) => {
  const says = recorded(['cha2', 'ding4', 'dan1'])
  const asked = { name: 'recorded', says, ears: 'pocketsphinx', means: /订单/ }
  await checkKept(await wholeCall(asked, (stop) => t.after(stop)))
})

test('the same call where no speech is recorded: a voice of a machine, and a recogniser on a server', {
  skip,
}, async (t) => {
  const twin = await openFunasrTwin()
  t.after(twin.close)
  const body = { fields: { url: `ws://${twin.url}` } }
  await admin.http('/api/speech/providers/funasr', { method: 'PATCH', body })
  await ann.command({ type: 'ready', on: true })
  const says = await spoken('查询我的订单', 0.9)
  const asked = { name: 'synthetic', says, ears: 'funasr', means: /订单/ }
  await checkKept(await wholeCall(asked, (stop) => t.after(stop)))
  assert.deepEqual(twin.violations, [])
})
