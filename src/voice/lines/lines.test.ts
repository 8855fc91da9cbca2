import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { after, before, type TestContext, test } from 'node:test'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openMetrics } from '#platform/http/metrics.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'
import { openSeal } from '#platform/settings/seal.ts'
import type { LineInput, LineSettings } from '#voice/lines/contract.ts'
import { openLines } from '#voice/lines/open-lines.ts'
import { changeLines, readLines, withoutSecrets } from '#voice/lines/stored-lines.ts'
import { callForTest } from '#voice/lines/test-call.ts'
import type { TakeCall } from '#voice/transports/contract.ts'
import { openSip } from '#voice/transports/sip/open-sip.ts'
import { toneFrames } from '#voice/transports/testing.ts'
import { answering, noWarnings, playing, sipLine, sipOptions } from '../../../tests/harness/answering-sip.ts'
import { freePort } from '../../../tests/harness/free-port.ts'
import { waitFor } from '../../../tests/harness/wait-for.ts'
import { openSipParty } from '../../../tests/twins/sip-party.ts'
import { callByAudioSocket } from '../../../tests/twins/stream-parties.ts'

const log = openLog('silent')
const seal = openSeal('secret', 'telephone lines')
const by = { actor: 'user:1', ip: '' }
let database: Database
let tail: Tail
before(async () => {
  database = await openTestDatabase()
  tail = await openTail(database, log)
})
after(async () => {
  await tail.stop()
  await database.close()
})

const closed: TakeCall = () => ({ answer: false, why: 'closed' })
const opened = async (t: TestContext, take: TakeCall = closed) => {
  const metrics = openMetrics()
  const lines = await openLines({ database, tail, seal, metrics, log, take })
  t.after(lines.stop)
  await lines.apply()
  return { lines, metrics }
}
const line = (more: Partial<LineInput> = {}): LineInput => sipLine({ password: 'pass-1820', ...more })
const settingsOf = async (change: (now: LineSettings) => LineSettings) => change(await readLines(database.db, seal))
const withSip = (port: number, all: LineInput[]) =>
  settingsOf((now) => {
    const [rtpFrom, rtpTo] = [30_000 + Math.floor(Math.random() * 100) * 100, 45_000]
    return { ...now, sip: { ...now.sip, on: true, host: '127.0.0.1', port, rtpFrom, rtpTo, lines: all } }
  })

test('nothing listens before somebody sets it up', async (t) => {
  const { lines } = await opened(t)
  assert.deepEqual(
    Object.values(lines.view().doors).map(({ state }) => state),
    ['off', 'off', 'off', 'off'],
  )
})

test('secrets are stored sealed, never shown, and kept when they are left empty', async () => {
  await changeLines(database, seal, await withSip(await freePort(), [line({ user: 'u' })]), by)
  const row = JSON.stringify(
    await database.db.selectFrom('settings').selectAll().where('key', '=', 'voice.lines').execute(),
  )
  assert.doesNotMatch(row, /pass-1820|127\.0\.0\.1/)
  const { settings, stored } = withoutSecrets(await readLines(database.db, seal))
  assert.doesNotMatch(JSON.stringify(settings), /pass-1820/)
  assert.deepEqual(stored, ['line:trunk'])
  await changeLines(database, seal, settings, by)
  assert.equal((await readLines(database.db, seal)).sip.lines[0]!.password, 'pass-1820')
  const elsewhere = await readLines(database.db, openSeal('another', 'telephone lines'))
  assert.equal(elsewhere.sip.on, false, 'with another secret the lines are to be set up again')
})

test('settings that would let anybody in, or cannot work, are refused with what is wrong', async () => {
  const port = await freePort()
  const wrong: [string, LineSettings][] = [
    ['300.1.1.1', await withSip(port, [line({ allow: ['300.1.1.1'] })])],
    ['trunk: server, user', await withSip(port, [line({ register: true })])],
    ['trunk: user, password', await withSip(port, [line({ id: 'new', takesPassword: true, password: '' })])],
    ['id', await withSip(port, [line(), line()])],
    ['AudioSocket: allow', await settingsOf((now) => ({ ...now, audiosocket: { ...now.audiosocket, on: true } }))],
    ['FreeSWITCH: secret', await settingsOf((now) => ({ ...now, freeswitch: { ...now.freeswitch, on: true } }))],
    ['Twilio: publicUrl, authToken', await settingsOf((now) => ({ ...now, twilio: { ...now.twilio, on: true } }))],
  ]
  for (const [detail, settings] of wrong)
    await assert.rejects(changeLines(database, seal, settings, by), { code: 'lines_invalid', params: { detail } })
})

test('a change opens and closes doors while the service runs; a port that is taken is told', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const { lines, metrics } = await opened(t)
  const free = await freePort()
  await changeLines(database, seal, await withSip(free, [line()]), by)
  await waitFor(() => lines.view().doors.sip.listening === `127.0.0.1:${free}`, 'the door opens on this node')
  const party = await openSipParty(`127.0.0.1:${free}`)
  assert.equal((await party.invite()).status, 480, 'nobody takes calls')
  assert.match(await metrics.registry.metrics(), /yinghe_telephone_doors_open 1/)
  await changeLines(database, seal, await withSip(port, [line()]), by)
  await waitFor(() => lines.view().doors.sip.state === 'failed', 'the port is taken')
  assert.equal(lines.view().doors.sip.why, 'EADDRINUSE')
  await changeLines(database, seal, await settingsOf((now) => ({ ...now, sip: { ...now.sip, on: false } })), by)
  await waitFor(() => lines.view().doors.sip.state === 'off', 'the door closes')
  party.close()
  taken.close()
})

test('a test call says what came of it', async (t) => {
  const house = answering()
  const answers = await openSip(sipOptions([sipLine()]), house.take, noWarnings)
  const refuses = await openSip(sipOptions([sipLine()]), () => ({ answer: false, why: 'busy' }), noWarnings)
  const { lines } = await opened(t)
  const all = [
    line({ server: answers.listening }),
    line({ id: 'two', server: refuses.listening, register: true, user: 'u' }),
  ]
  await changeLines(database, seal, await withSip(await freePort(), all), by)
  await lines.apply()
  const call = callForTest(lines, 'trunk', '10086')
  const stop = playing((await waitFor(() => house.calls[0], 'the call')).session, toneFrames(440, 50))
  assert.deepEqual(await call, { outcome: 'answered', heardSound: true })
  stop()
  assert.deepEqual(await callForTest(lines, 'two', '10086'), { outcome: 'busy', heardSound: false })
  await assert.rejects(callForTest(lines, 'none', '1'), { code: 'line_closed' })
  await waitFor(() => lines.view().lines[1]!.state === 'failed', 'a switch that takes no registrations')
  assert.equal(lines.view().lines[1]!.why, '405')
  await Promise.all([answers.close(), refuses.close()])
})

test('calls of a door are counted while they last', async (t) => {
  const house = answering()
  const { lines } = await opened(t, house.take)
  const port = await freePort()
  await changeLines(
    database,
    seal,
    await settingsOf((now) => ({
      ...now,
      audiosocket: { on: true, host: '127.0.0.1', port, allow: ['127.0.0.1'] },
    })),
    by,
  )
  await lines.apply()
  const uuid = lines.opened('audiosocket')!.announce({ from: '13800138000', to: '95000' })
  await callByAudioSocket(`127.0.0.1:${port}`, uuid)
  await waitFor(() => lines.view().doors.audiosocket.calls === 1, 'one call')
  assert.equal(house.asked[0]!.from, '13800138000')
  await house.calls[0]!.session.hangUp()
  assert.equal(lines.view().doors.audiosocket.calls, 0)
})
