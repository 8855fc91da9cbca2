import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type AudioFrame, FRAME_SAMPLES } from '#engines/audio.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openLog } from '#platform/log.ts'
import { consentOf, noteConsent } from '#voice/consent/consents.ts'
import { recorderTap } from '#voice/recorder-tap.ts'
import { asksForCard, withoutCardNumbers } from '#voice/recording/card-numbers.ts'
import { purgeDueRecordings, recoverRecordings } from '#voice/recording/keep.ts'
import { playWav, rangeOf, wavBytes } from '#voice/recording/play.ts'
import { findRecording, listRecordings } from '#voice/recording/queries.ts'
import { openRecorder } from '#voice/recording/recorder.ts'
import { openSealedFile, pathOf } from '#voice/recording/sealed-file.ts'
import { openVault, SEALED_BYTES } from '#voice/recording/vault.ts'

const dir = mkdtempSync(join(tmpdir(), 'recordings-'))
const vault = openVault('a secret of the installation')
let database: Database
before(async () => {
  database = await openTestDatabase()
})
after(async () => {
  await database.close()
  rmSync(dir, { recursive: true, force: true })
})

const frame = (level: number): AudioFrame =>
  Int16Array.from({ length: FRAME_SAMPLES }, (_, i) => (i % 2 ? level : -level))
const CALLER = frame(8000)
const OURS = frame(3000)

function openCall(id: string, days: number | null = 60) {
  const clock = { now: Date.parse('2026-11-20T02:00:00Z') }
  const deps = { database, log: openLog('silent'), dir, vault, retentionDays: () => days, now: () => clock.now }
  const recorder = openRecorder(deps, { id, conversationId: null, customerId: null })
  const play = (seconds: number, who: 'caller' | 'both') => {
    for (let i = 0; i < seconds * 50; i++) {
      clock.now += 20
      recorder.caller(CALLER)
      if (who === 'both') recorder.ours(OURS)
    }
  }
  return { recorder, play, clock }
}

/** Loudness of both channels in each whole second of what a listener gets. */
async function secondsOf(id: string): Promise<[caller: number, ours: number][]> {
  const { detail, lockedKey } = (await findRecording(database.db, id))!
  const file = () => openSealedFile(dir, id, vault.unlock(id, lockedKey!))
  const total = wavBytes(detail.durationMs)
  const wav = await buffer(playWav(file, detail.durationMs, 0, total - 1))
  assert.equal(wav.length, total)
  assert.equal(wav.toString('latin1', 0, 4), 'RIFF')
  assert.equal(wav.readUInt32LE(40), total - 44)
  return Array.from({ length: Math.floor(detail.durationMs / 1000) }, (_, second) => {
    const loud = [0, 0]
    for (let i = 0; i < 32_000; i++)
      loud[i % 2] = Math.max(loud[i % 2]!, Math.abs(wav.readInt16LE(44 + second * 64_000 + 2 * i)))
    return [Math.round(loud[0]! / 1000), Math.round(loud[1]! / 1000)]
  })
}

test('nothing is kept before the notice was heard; then both sides, each on its own channel', async () => {
  const { recorder, play } = openCall('r1')
  play(2, 'both')
  assert.equal(recorder.position(), 0)
  recorder.noticed()
  play(1, 'caller')
  play(2, 'both')
  recorder.line({ side: 'caller', from: 0, to: 900, text: '我要退货', seq: 1 })
  await recorder.end()
  assert.deepEqual(await secondsOf('r1'), [
    [8, 0],
    [8, 3],
    [8, 3],
  ])
  const { detail } = (await findRecording(database.db, 'r1'))!
  assert.equal(detail.status, 'kept')
  assert.equal(detail.durationMs, 3000)
  assert.deepEqual(
    detail.lines.map(({ text }) => text),
    ['我要退货'],
  )
  assert.equal(detail.waveform.caller.length, 15)
  assert.ok(
    detail.waveform.caller.every((one) => one === 24) && detail.waveform.ours.slice(6).every((one) => one === 9),
  )
})

test('a caller who goes before the notice, and a house that does not record, leave nothing', async () => {
  const gone = openCall('r2')
  gone.play(1, 'both')
  await gone.recorder.end()
  const off = openCall('r3', null)
  off.recorder.noticed()
  off.play(1, 'both')
  await off.recorder.end()
  for (const id of ['r2', 'r3']) assert.equal(await findRecording(database.db, id), null)
})

test('when nothing comes from the caller, time goes on; play-out ahead of time keeps its order', async () => {
  const { recorder, play, clock } = openCall('r4')
  recorder.noticed()
  play(1, 'caller')
  clock.now += 3000
  play(1, 'caller')
  for (let i = 0; i < 10; i++) recorder.ours(OURS)
  await recorder.end()
  const { detail } = (await findRecording(database.db, 'r4'))!
  assert.equal(detail.durationMs, 5200)
  assert.deepEqual(await secondsOf('r4'), [
    [8, 0],
    [0, 0],
    [0, 0],
    [0, 0],
    [8, 0],
  ])
})

test('while a card number is asked for nothing is kept, neither sound nor words', async () => {
  const { recorder, play } = openCall('r5')
  recorder.noticed()
  play(1, 'both')
  recorder.speaking('请您报一下银行卡的卡号')
  play(2, 'both')
  recorder.line({ side: 'caller', from: 1200, to: 2900, text: '六二二二零零', seq: 2 })
  recorder.speaking('好的，已经为您登记')
  play(1, 'both')
  await recorder.end()
  assert.deepEqual(await secondsOf('r5'), [
    [8, 3],
    [0, 0],
    [0, 0],
    [8, 3],
  ])
  const { detail } = (await findRecording(database.db, 'r5'))!
  assert.deepEqual(detail.gaps, [{ from: 1000, to: 3000, why: 'card-number' }])
  assert.deepEqual(
    detail.lines.map(({ text }) => text),
    ['****'],
  )
  assert.ok(detail.waveform.caller.slice(5, 15).every((one) => one === 0))
})

test('a hold within a card number does not end its silence; who refuses leaves nothing', async () => {
  const { recorder, play } = openCall('r11')
  recorder.noticed()
  recorder.speaking('请提供银行卡号')
  recorder.pause('held')
  play(1, 'both')
  recorder.resume('held')
  play(1, 'both')
  recorder.speaking('谢谢，已登记')
  play(1, 'both')
  await recorder.end()
  assert.deepEqual(await secondsOf('r11'), [
    [0, 0],
    [0, 0],
    [8, 3],
  ])
  const no = openCall('r12')
  const consents: string[] = []
  const tap = recorderTap(no.recorder, (given, how) => consents.push(`${given} ${how}`))
  tap.noticed!()
  no.play(3, 'both')
  tap.told!('不要录音', 1)
  no.play(2, 'both')
  await no.recorder.end()
  assert.deepEqual(consents, ['true stayed', 'false words'])
  assert.equal(await findRecording(database.db, 'r12'), null)
  assert.equal(existsSync(pathOf(dir, 'r12')), false)
})

test('each sentence of ours has its own place, though the next begins on the line before it is heard to its end', async () => {
  const { recorder, play } = openCall('r14')
  const tap = recorderTap(recorder, () => undefined)
  tap.noticed!()
  const [first, second] = [
    { text: '您的订单已付款。', seq: 4 },
    { text: '仓库正在备货。', seq: 4 },
  ]
  tap.speaking!(first)
  play(2, 'both')
  tap.speaking!(second)
  tap.heard!(first)
  play(1, 'both')
  tap.heard!(second)
  await recorder.end()
  const { detail } = (await findRecording(database.db, 'r14'))!
  assert.deepEqual(
    detail.lines.map(({ from, to }) => [from, to]),
    [
      [0, 2000],
      [2000, 3000],
    ],
  )
})

test('what a colleague pauses is missing in sound and words of both sides, told apart from other gaps, and goes on after', async () => {
  const { recorder, play } = openCall('r13')
  recorder.noticed()
  play(1, 'both')
  recorder.pause('asked')
  play(1, 'both')
  recorder.line({ side: 'ours', from: 1200, to: 1900, text: '您慢慢说', seq: 2 })
  recorder.pause('held')
  play(1, 'both')
  recorder.speaking('请提供银行卡号')
  play(1, 'both')
  recorder.speaking('谢谢，已登记')
  play(1, 'both')
  recorder.resume('asked')
  recorder.resume('held')
  play(1, 'both')
  await recorder.end()
  const { detail } = (await findRecording(database.db, 'r13'))!
  assert.deepEqual(detail.gaps, [
    { from: 1000, to: 3000, why: 'asked' },
    { from: 3000, to: 4000, why: 'card-number' },
    { from: 4000, to: 5000, why: 'asked' },
  ])
  assert.deepEqual(
    detail.lines.map(({ text }) => text),
    ['****'],
  )
  assert.deepEqual(
    (await secondsOf('r13')).map(([caller]) => caller),
    [8, 0, 0, 0, 0, 8],
  )
})

test('a card number said without being asked is blanked afterwards, also where it is on disk already', async () => {
  const { recorder, play } = openCall('r6')
  recorder.noticed()
  play(6, 'both')
  recorder.line({ side: 'caller', from: 2000, to: 4000, text: '我的卡是4539578763621486', seq: 3 })
  play(1, 'both')
  await recorder.end()
  const loud = await secondsOf('r6')
  assert.deepEqual(
    loud.map(([caller]) => caller),
    [8, 8, 0, 0, 8, 8, 8],
  )
  const { detail } = (await findRecording(database.db, 'r6'))!
  assert.deepEqual(
    detail.lines.map(({ text }) => text),
    ['我的卡是****'],
  )
})

test('card numbers are known in figures and in words, and other numbers are left alone', () => {
  assert.equal(withoutCardNumbers('卡号 4539 5787 6362 1486 谢谢'), '卡号 ****谢谢')
  assert.equal(withoutCardNumbers('四五三九五七八七六三六二幺四八六'), '****')
  assert.equal(
    withoutCardNumbers('four five three nine five seven eight seven six three six two one four eight six'),
    '****',
  )
  for (const text of ['手机13800138000', '订单202611200001', '一共一百二十三元', ''])
    assert.equal(withoutCardNumbers(text), null)
  assert.ok(asksForCard('请提供您的银行卡号') && asksForCard('What is your card number?'))
  assert.ok(!asksForCard('款项将退回尾号1234的银行卡') && !asksForCard('请问您的订单号是多少'))
})

test('on disk there is nothing but noise, and a changed byte is noticed', async () => {
  const { recorder, play } = openCall('r7')
  recorder.noticed()
  play(3, 'both')
  await recorder.end()
  const path = pathOf(dir, 'r7')
  const bytes = readFileSync(path)
  const counts = new Array<number>(256).fill(0)
  for (const byte of bytes) counts[byte]!++
  assert.ok(Math.max(...counts) < (3 * bytes.length) / 256, 'no byte stands out')
  const { lockedKey } = (await findRecording(database.db, 'r7'))!
  assert.throws(() => vault.unlock('another call', lockedKey!))
  assert.throws(() => openVault('another secret').unlock('r7', lockedKey!))
  bytes[100]! ^= 1
  writeFileSync(path, bytes)
  await assert.rejects(secondsOf('r7'))
})

test('what a crash left is finished with what is on disk; a call in progress is left alone', async () => {
  const lost = openCall('r8')
  lost.recorder.noticed()
  lost.play(5, 'both')
  // Stands for the queue of a node that stopped: everything until now is on disk, the end never came.
  while (!existsSync(pathOf(dir, 'r8')) || readFileSync(pathOf(dir, 'r8')).length < 4 * SEALED_BYTES)
    await new Promise((done) => setTimeout(done, 10))
  await recoverRecordings({ database, dir, vault })
  assert.equal((await findRecording(database.db, 'r8'))!.detail.status, 'recording')
  const old = new Date(Date.now() - 600_000)
  utimesSync(pathOf(dir, 'r8'), old, old)
  await recoverRecordings({ database, dir, vault })
  const { detail } = (await findRecording(database.db, 'r8'))!
  assert.equal(detail.status, 'kept')
  assert.equal(detail.durationMs, 4000)
  assert.ok(Math.abs(detail.waveform.caller[3]! - 24) <= 1)
  assert.deepEqual((await secondsOf('r8'))[3], [8, 3])
  await lost.recorder.end()
  assert.equal((await findRecording(database.db, 'r8'))!.detail.durationMs, 4000)
})

test('when its time is over a recording is gone: key, words, file; that there was a call stays', async () => {
  const { recorder, play } = openCall('r9', 30)
  recorder.noticed()
  play(1, 'both')
  recorder.line({ side: 'ours', from: 0, to: 900, text: '您好', seq: null })
  await recorder.end()
  await purgeDueRecordings({ database, dir, vault }, new Date('2026-12-01T00:00:00Z'))
  assert.equal((await findRecording(database.db, 'r9'))!.detail.status, 'kept')
  assert.ok((await purgeDueRecordings({ database, dir, vault }, new Date('2026-12-21T00:00:00Z'))) > 0)
  const { detail, lockedKey } = (await findRecording(database.db, 'r9'))!
  assert.deepEqual([detail.status, lockedKey, detail.lines], ['purged', null, []])
  assert.equal(await openSealedFile(dir, 'r9', Buffer.alloc(32)), null)
})

test('recordings are found by what was said', async () => {
  const { recorder, play } = openCall('r10')
  recorder.noticed()
  play(1, 'both')
  recorder.line({ side: 'caller', from: 200, to: 500, text: '电饭煲内胆100%坏了', seq: 1 })
  recorder.line({ side: 'caller', from: 600, to: 900, text: '就是内胆', seq: 2 })
  await recorder.end()
  const [found] = await listRecordings(database.db, { text: '内胆', limit: 10 })
  assert.equal(found?.callId, 'r10')
  assert.deepEqual(found?.found, { from: 200, text: '电饭煲内胆100%坏了', count: 2 })
  assert.equal((await listRecordings(database.db, { text: '内胆1__', limit: 10 })).length, 0)
})

test('a range is the same bytes as the whole; silly ranges are refused', async () => {
  const { detail, lockedKey } = (await findRecording(database.db, 'r1'))!
  const total = wavBytes(detail.durationMs)
  const part = async (from: number, to: number) => {
    const file = () => openSealedFile(dir, 'r1', vault.unlock('r1', lockedKey!))
    return buffer(playWav(file, detail.durationMs, from, to))
  }
  const whole = await part(0, total - 1)
  await fc.assert(
    fc.asyncProperty(fc.nat(total - 1), fc.nat(100_000), async (from, length) => {
      const to = Math.min(total - 1, from + length)
      assert.ok((await part(from, to)).equals(whole.subarray(from, to + 1)))
    }),
    { numRuns: 25 },
  )
  assert.deepEqual(rangeOf('bytes=0-', 100), { from: 0, to: 99 })
  assert.deepEqual(rangeOf('bytes=-10', 100), { from: 90, to: 99 })
  assert.deepEqual(rangeOf('bytes=5-500', 100), { from: 5, to: 99 })
  assert.equal(rangeOf('bytes=100-', 100), 'outside')
  for (const odd of [null, 'bytes=-', 'bytes=1-2,4-5', 'lines=1-2', 'bytes=a-b']) assert.equal(rangeOf(odd, 100), null)
})

test('staying on the line agrees to a recording, never to more; the latest word counts', async () => {
  const say = (purpose: 'recording' | 'voice-emotion', given: boolean, how: 'stayed' | 'key') =>
    noteConsent(database, { callId: 'r1', customerId: null, purpose, given, how, notice: '…' })
  assert.equal(await consentOf(database, 'r1', 'voice-emotion'), null)
  assert.equal(await say('recording', true, 'stayed'), true)
  assert.equal(await say('voice-emotion', true, 'stayed'), false)
  assert.equal(await say('voice-emotion', true, 'key'), true)
  assert.equal(await consentOf(database, 'r1', 'voice-emotion'), true)
  await say('voice-emotion', false, 'key')
  assert.equal(await consentOf(database, 'r1', 'voice-emotion'), false)
  assert.equal(await consentOf(database, 'r1', 'recording'), true)
})
