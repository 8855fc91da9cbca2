import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import type { Conversation } from '#conversations/contract.ts'
import type { AudioFrame } from '#engines/audio.ts'
import { silence } from '#engines/testing.ts'
import type { Call } from '#voice/contract.ts'
import type { LinesView } from '#voice/lines/contract.ts'
import { openHalver } from '#voice/transports/rtp/resample.ts'
import { samplesOf, wavOf } from '#voice/transports/testing.ts'
import { sipLine } from '../harness/answering-sip.ts'
import { freePort } from '../harness/free-port.ts'
import { foundIn } from '../harness/same-sound.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { KIND, newStorage, type Storage } from '../harness/storage.ts'
import { isMute, spoken } from '../harness/synthetic-voice.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { openFunasrTwin } from '../twins/speech-servers.ts'
import type { SpeechTwin } from '../twins/speech-sound.ts'
import { missingPrograms, openBaresip } from '../twins/telephones.ts'
import { openWindow } from './browser.ts'
import { deskOn, signInAtConsole } from './console-page.ts'
import { openBrowserWithMicrophone, wav } from './microphone.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled, pattern } from './words.ts'

const SOON = 60_000
const [RATE, FINE] = [8000, 16_000]
const CALLER = { number: '13800010003', name: '许一诺' }
const skip = missingPrograms('baresip') ?? isMute()
const { phone: words, desk: deskWords, emotion } = consoleWords.zh
/** What is spoken, in one breath, and what the recogniser writes of it. */
const CUSTOMER = {
  spoken: '我的退款都等了一个星期了你们就是骗子气死我了我要投诉你们',
  written: '我的退款都等了一个星期了！你们就是骗子，气死我了，我要投诉你们！',
}
const AGENT = {
  spoken: '您好我是客服李娜您的退款我马上为您查询到账时间请您稍等片刻',
  written: '您好，我是客服李娜，您的退款我马上为您查询到账时间，请您稍等片刻。',
}
const PAUSE_S = 5

let storage: Storage
let server: TestServer
let browser: Browser
let twin: SpeechTwin
let admin: TeamClient
let address: string
const voices = { customer: [] as AudioFrame[], agent: [] as AudioFrame[] }

before(async () => {
  if (skip) return
  voices.customer = await spoken(CUSTOMER.spoken)
  voices.agent = await spoken(AGENT.spoken)
  storage = await newStorage(KIND)
  server = await startTestServer(storage, { YINGHE_DEMO: 'on', YINGHE_CALLER_ID: 'on' })
  admin = await signIn(server.url, 'admin')
  twin = await openFunasrTwin({ hears: whichOfThem, feeling: 'ANGRY' })
  const fields = { url: `ws://${twin.url}` }
  await admin.http('/api/speech/providers/funasr', { method: 'PATCH', body: { fields } })
  const { settings } = await admin.http<LinesView>('/api/telephone-lines')
  const place = { host: '127.0.0.1', port: await freePort(), rtpFrom: 31_400, rtpTo: 31_499 }
  const sip = { ...settings.sip, on: true, ...place, lines: [sipLine({ number: '95000' })] }
  const { doors } = await admin.http<LinesView>('/api/telephone-lines', { method: 'PUT', body: { ...settings, sip } })
  address = doors.sip.listening!
  const microphone = join(storage.env.DATA_DIR, 'microphone.wav')
  writeFileSync(microphone, wav([...voices.agent, ...silence(PAUSE_S * 1000)]))
  browser = await openBrowserWithMicrophone(microphone)
})
after(async () => {
  await browser?.close()
  await server?.stop()
  await twin?.close()
  await storage?.remove()
})

const flat = (frames: readonly Int16Array[]) => Int16Array.from(frames.flatMap((frame) => [...frame]))
const seconds = (frames: readonly Int16Array[]) => frames.length / 50

/** A recogniser that knows two sentences, and tells by the sound which of them, or none, was spoken. */
function whichOfThem(pcm: Buffer): string {
  const heard = { samples: new Int16Array(Uint8Array.from(pcm).buffer), rate: FINE }
  const [customer, agent] = [voices.customer, voices.agent].map((known) =>
    foundIn(heard, { samples: flat([...known, ...silence(1000)]), rate: FINE }),
  ) as [number, number]
  if (Math.max(customer, agent) < 0.75) return ''
  return customer > agent ? CUSTOMER.written : AGENT.written
}

/** What a telephone speaks, with a long silence behind it. */
function soundOf(frames: readonly AudioFrame[]): Buffer {
  const halve = openHalver()
  return wavOf(flat([...frames, ...silence(120_000)].map(halve)), RATE)
}

type Phone = Awaited<ReturnType<typeof openBaresip>>
const heardBy = (phone: Phone): Int16Array => {
  const kept = phone.heard()
  return kept ? samplesOf(kept) : new Int16Array()
}
const isLoud = (sound: Int16Array) => sound.some((sample) => Math.abs(sample) > 500)
/** Seconds of sound, of those that were heard since `from`. */
function secondsLoud(phone: Phone, from: number): number {
  const sound = heardBy(phone).subarray(from)
  const frames = Array.from({ length: Math.floor(sound.length / 160) }, (_, n) =>
    sound.subarray(n * 160, n * 160 + 160),
  )
  return frames.filter(isLoud).length / 50
}
/** Waits until the telephone has written down so much more, and gives where it was before. */
async function passes(phone: Phone, s: number): Promise<number> {
  const from = heardBy(phone).length
  await waitFor(() => heardBy(phone).length >= from + s * RATE, `${s} s go by`, SOON)
  return from
}

/** Every frame of sound that comes to the agent. */
function comesTo(page: Page): Int16Array[] {
  const frames: Int16Array[] = []
  page.on('websocket', (socket) => {
    if (!socket.url().endsWith('/api/voice/phone')) return
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload !== 'string' && payload.length === 640)
        frames.push(new Int16Array(Uint8Array.from(payload).buffer))
    })
  })
  return frames
}

const latest = async () => (await admin.http<{ items: Call[] }>('/api/calls?limit=1')).items[0]

test('a customer telephones and asks for a person; an agent answers in her browser, sees what both say and how he feels, is muted, holds, hangs up and winds up', {
  skip,
}, async (t) => {
  const { page: desk, problems, context } = await openWindow(browser)
  const atDesk = comesTo(desk)
  await signInAtConsole(desk, `${server.url}/console`, 'lina')
  await desk.goto(`${server.url}/console/desk`)
  const hers = deskOn(desk, CALLER.name)
  await hers.goOnline()
  await desk.getByRole('button', { name: `${words.phone}: ${words.standing.off}` }).click()
  await desk.getByRole('button', { name: words.turnOn }).click()
  await desk.getByRole('button', { name: `${words.phone}: ${words.standing.ready}` }).waitFor()

  const folder = join(storage.env.DATA_DIR, 'baresip')
  const phone = await openBaresip({ folder, wav: soundOf([]), user: CALLER.number })
  t.after(phone.stop)
  await phone.command('dial', `sip:95000@${address}`)
  await waitFor(() => secondsLoud(phone, 0) > 4, 'notice and greeting are heard', SOON)
  await phone.press('0')

  const rings = desk.getByRole('alertdialog', { name: words.ringing })
  await rings.getByText(CALLER.name, { exact: true }).waitFor({ timeout: SOON })
  await rings.getByText(deskWords.reason.requested, { exact: true }).waitFor()
  await rings.getByText(/\*{4}0003|13800010003/).waitFor()
  await shootLooks(desk, 'telephone-rings')
  await desk.keyboard.press('Alt+a')
  const bar = desk.getByRole('region', { name: words.call, exact: true })
  await bar.getByText(words.stage.agent).waitFor({ timeout: SOON })
  await desk.getByRole('region', { name: deskWords.brief.label }).waitFor()

  await bothAreHeard(phone, atDesk, desk)
  await hers.thread.getByText(CUSTOMER.written, { exact: true }).waitFor({ timeout: SOON })
  await hers.thread.getByText(AGENT.written, { exact: true }).first().waitFor({ timeout: SOON })
  await feelingAndHelp(desk)
  await muteAndHold(phone, atDesk, desk)
  await windUp(phone, desk)
  assert.deepEqual([problems, twin.violations], [[], []])
  await context.close()
})

/** Both speak at once: each hears the other's sentence, and while it is spoken it stands below the conversation. */
async function bothAreHeard(phone: Phone, atDesk: readonly Int16Array[], desk: Page): Promise<void> {
  const since = { home: heardBy(phone).length, desk: atDesk.length }
  const captions = desk.getByRole('list', { name: words.captions })
  const shows = (who: 'customer' | 'us', written: string) =>
    captions.locator(`[data-who=${who}]`).getByText(written.slice(0, 2)).waitFor({ timeout: SOON })
  await phone.speak(soundOf(voices.customer))
  await Promise.all([shows('customer', CUSTOMER.written), shows('us', AGENT.written)])
  await shoot(desk, 'telephone-captions')
  const whole = seconds(voices.agent) * 2 + PAUSE_S
  await waitFor(() => heardBy(phone).length > since.home + whole * RATE, 'the customer hears her', SOON)
  await waitFor(() => atDesk.length > since.desk + whole * 50, 'she hears the customer', SOON)
  const heard = {
    home: { samples: heardBy(phone).subarray(since.home), rate: RATE },
    desk: { samples: flat(atDesk.slice(since.desk)), rate: FINE },
  }
  const likeness = (said: readonly AudioFrame[], by: 'home' | 'desk') => {
    const samples = flat(said)
    return [samples, samples.toReversed()].map((each) => foundIn({ samples: each, rate: FINE }, heard[by]))
  }
  for (const [said, by] of [
    [voices.agent, 'home'],
    [voices.customer, 'desk'],
  ] as const) {
    const [as, backwards] = likeness(said, by)
    assert.ok(as! > 0.9 && backwards! < as! - 0.05, `${by}: ${as}, and backwards: ${backwards}`)
  }
}

/** His anger is on her screen with the way it came to it, and what could be said next. */
async function feelingAndHelp(desk: Page): Promise<void> {
  const mark = desk.getByRole('button', { name: emotion.curve.show }).filter({ hasText: emotion.level.high }).first()
  await mark.waitFor({ timeout: SOON })
  await desk.getByRole('region', { name: deskWords.assist.label }).getByRole('listitem').first().waitFor()
  await shootLooks(desk, 'telephone-talks')
  // With brief, curve and suggestions on the page there is still room for what is said, and for an answer.
  const { thread, box } = deskOn(desk, CALLER.name)
  for (const one of [thread.getByText(CUSTOMER.written, { exact: true }), box]) {
    await one.scrollIntoViewIfNeeded()
    await waitFor(() => isSeen(one), 'it is in sight')
  }
  await mark.click()
  const curve = desk.getByRole('tooltip')
  await curve.getByText(pattern(emotion.curve.sentence)).waitFor()
  await shoot(desk, 'telephone-curve')
  await desk.keyboard.press('Escape')
}

/** Nothing lies over it, and it is not beyond the window. */
const isSeen = (one: Locator): Promise<boolean> =>
  one.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const there = document.elementFromPoint(left + width / 2, top + height / 2)
    return there !== null && element.contains(there)
  })

/** Muted she is not heard; on hold he hears music, and she does not hear him. */
async function muteAndHold(phone: Phone, atDesk: readonly Int16Array[], desk: Page): Promise<void> {
  const bar = desk.getByRole('region', { name: words.call, exact: true })
  const oneRound = seconds(voices.agent) + PAUSE_S
  await desk.keyboard.press('Alt+m')
  await bar.getByRole('button', { name: words.unmute, exact: true }).waitFor()
  await passes(phone, 1)
  assert.equal(secondsLoud(phone, await passes(phone, oneRound)), 0, 'she is muted')
  await desk.keyboard.press('Alt+m')
  await bar.getByRole('button', { name: words.mute, exact: true }).waitFor()
  assert.ok(secondsLoud(phone, await passes(phone, oneRound)) > 1, 'she is heard again')

  await desk.keyboard.press('Alt+h')
  await bar.getByText(words.stage.held).waitFor()
  await passes(phone, 1)
  const before = atDesk.length
  await phone.speak(soundOf(voices.customer))
  assert.ok(secondsLoud(phone, await passes(phone, seconds(voices.customer))) > 2, 'he hears music')
  assert.ok(!atDesk.slice(before).some(isLoud), 'she does not hear him on hold')
  await shoot(desk, 'telephone-held')
  await desk.keyboard.press('Alt+h')
  await bar.getByText(words.stage.agent).waitFor()
  const resumed = atDesk.length
  await phone.speak(soundOf(voices.customer))
  await waitFor(() => atDesk.slice(resumed).filter(isLoud).length > 50, 'she hears him again', SOON)
  // Whoever still speaks when she hangs up speaks into the question how it was.
  await waitFor(() => !atDesk.slice(-75).some(isLoud), 'he has said it', SOON)
}

/** She hangs up; he says by key how it was; she closes the case. */
async function windUp(phone: Phone, desk: Page): Promise<void> {
  const told = heardBy(phone).length
  await desk.keyboard.press('Alt+x')
  const over = desk.getByRole('region', { name: words.afterCall, exact: true })
  await over.getByText(words.ended['hung-up']).waitFor({ timeout: SOON })
  await shootLooks(desk, 'telephone-over')
  await over.getByRole('button', { name: words.wrappedUp }).click()
  // She is free at once: the customer, who is asked how it was, is not put back to her.
  const free = desk.getByRole('button', { name: `${words.phone}: ${words.standing.ready}` })
  await free.waitFor({ timeout: 5000 })
  const isAsked = () => secondsLoud(phone, told + RATE) > 2 && !isLoud(heardBy(phone).subarray(-RATE))
  await waitFor(isAsked, 'he is asked how it was', SOON)
  assert.ok(await free.isVisible(), 'her phone does not ring for him again')
  await phone.press('5')
  const call = await waitFor(async () => ((await latest())?.endedAt ? latest() : null), 'the end', SOON)
  await desk.keyboard.press('Alt+w')
  const closing = desk.getByRole('dialog', { name: filled(deskWords.close.title, { name: CALLER.name }) })
  await closing.getByRole('radio', { name: deskWords.close.reason.solved, exact: true }).check()
  await closing.getByRole('button', { name: deskWords.close.submit }).click()
  await closing.waitFor({ state: 'hidden' })

  assert.deepEqual([call!.transport, call!.ears, call!.agentName], ['sip', 'funasr', '李娜'])
  const path = `/api/conversations/${call!.conversationId}`
  const closed = await waitFor(
    async () => {
      const { conversation } = await admin.http<{ conversation: Conversation }>(path)
      return conversation.status === 'closed' && conversation
    },
    'the case is closed',
    SOON,
  )
  assert.equal(closed.rating, 5)
}
