import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Message } from '#conversations/contract.ts'
import { framesOf, silence, speechData } from '#engines/testing.ts'
import type { Call, CallTurn } from '#voice/contract.ts'
import type { LinesView } from '#voice/lines/contract.ts'
import type { RecordingSettings } from '#voice/recording/contract.ts'
import { openHalver } from '#voice/transports/rtp/resample.ts'
import { samplesOf, wavOf } from '#voice/transports/testing.ts'
import { freePort } from '../harness/free-port.ts'
import { startInProcess } from '../harness/in-process.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { missingPrograms, openBaresip } from '../twins/telephones.ts'

const SOON = 30_000
const skip = missingPrograms('baresip', 'ffmpeg') ?? (speechData ? false : 'no recorded speech')
const folder = mkdtempSync(join(tmpdir(), 'telephone-'))
let server: Awaited<ReturnType<typeof startInProcess>>
let admin: TeamClient
let address: string

before(async () => {
  if (skip) return
  mkdirSync(join(folder, 'models'))
  symlinkSync(join(speechData!, 'pocketsphinx-models'), join(folder, 'models', 'pocketsphinx'))
  server = await startInProcess(KIND, { DATA_DIR: folder, YINGHE_CALLER_ID: 'on' })
  admin = await signIn(server.url, 'admin')
  const { settings } = await admin.http<LinesView>('/api/telephone-lines')
  const port = await freePort()
  const sip = { ...settings.sip, on: true, host: '127.0.0.1', port, rtpFrom: 31_000, rtpTo: 31_199 }
  const line = { id: 'switch', name: 'switch', server: '', transport: 'udp', user: '', password: '', number: '' }
  const lines = [{ ...line, register: false, takesPassword: false, allow: ['127.0.0.1'] }]
  const view = await admin.http<LinesView>('/api/telephone-lines', {
    method: 'PUT',
    body: { ...settings, sip: { ...sip, lines } },
  })
  assert.equal(view.doors.sip.state, 'open')
  address = view.doors.sip.listening!
  const recording = await admin.http<RecordingSettings>('/api/recording-settings')
  const notice = { zh: '通话会录音。', en: 'This call is recorded.' }
  await admin.http('/api/recording-settings', { method: 'PUT', body: { ...recording, notice } })
})
after(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A person says the syllables, after a while of silence and before a long one. */
function speech(before: number, syllables: string[]): Buffer {
  const trim = 'silenceremove=start_periods=1:start_threshold=-30dB'
  const spoken = syllables.flatMap((each) =>
    framesOf(join(speechData!, 'syllables', `cmn-${each}.mp3`), [trim, 'areverse', trim, 'areverse']),
  )
  const halve = openHalver()
  const frames = [...silence(before), ...spoken, ...silence(60_000)]
  return wavOf(Int16Array.from(frames.flatMap((frame) => [...halve(frame)])), 8000)
}

/** Seconds of sound in what the telephone wrote down. */
function secondsHeard(wav: Buffer | null): number {
  if (!wav) return 0
  const heard = samplesOf(wav)
  let loud = 0
  for (let at = 0; at < heard.length; at += 160) if (heard.subarray(at, at + 160).some((x) => Math.abs(x) > 500)) loud++
  return loud / 50
}

test('a customer telephones: known by his number, understood by what he says, answered aloud, and kept', {
  skip,
}, async (t) => {
  const wav = speech(12_000, ['cha2', 'ding4', 'dan1'])
  const phone = await openBaresip({ folder: join(folder, 'phone'), wav, user: '13800010001' })
  t.after(phone.stop)
  await phone.command('dial', `sip:95000@${address}`)
  const latest = async () => (await admin.http<{ items: Call[] }>('/api/calls?limit=1')).items[0]
  const call = await waitFor(async () => (await latest()) ?? null, 'the call', SOON)
  assert.deepEqual([call.transport, call.channel, call.customerName], ['sip', 'phone', '林婉清'])
  await waitFor(() => secondsHeard(phone.heard()) > 2, 'the greeting is heard', SOON)
  if (call.ears !== 'pocketsphinx') return t.skip('pocketsphinx is not installed')
  const conversationId = await waitFor(async () => (await latest())?.conversationId, 'the conversation', SOON)
  const said = async (kind: string) => {
    const path = `/api/conversations/${conversationId}/messages`
    const { items } = await admin.http<{ items: Message[] }>(path)
    return items
      .filter(({ author }) => author.kind === kind)
      .map(({ parts }) => JSON.stringify(parts))
      .join()
  }
  await waitFor(async () => /查订单/.test(await said('customer')), 'what he said', SOON)
  await waitFor(async () => /HM1000/.test(await said('bot')), 'his order', SOON)
  const before = secondsHeard(phone.heard())
  await waitFor(() => secondsHeard(phone.heard()) > before + 2, 'the answer is heard', SOON)
  await phone.command('hangup')
  const ended = await waitFor(async () => ((await latest())?.endedAt ? latest() : null), 'the end', SOON)
  assert.equal(ended.endedWhy, 'caller-hung-up')
  const { turns } = await admin.http<{ turns: CallTurn[] }>(`/api/calls/${call.id}`)
  assert.equal(turns.length, 1)
})
