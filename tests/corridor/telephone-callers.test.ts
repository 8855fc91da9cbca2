import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { encodeG711 } from '#voice/transports/rtp/g711.ts'
import { openSip } from '#voice/transports/sip/open-sip.ts'
import { samplesOf, secondsOf, toneFrames, wavOf } from '#voice/transports/testing.ts'
import { answering, noWarnings, playing, sipLine, sipOptions } from '../harness/answering-sip.ts'
import { selfSigned } from '../harness/certificate.ts'
import { freePort } from '../harness/free-port.ts'
import { waitFor } from '../harness/wait-for.ts'
import {
  missingPrograms,
  openBaresip,
  openKamailio,
  runSipp,
  sippCaller,
  sippReliableCaller,
} from '../twins/telephones.ts'

const folder = mkdtempSync(join(tmpdir(), 'callers-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const skip = missingPrograms('baresip', 'sipp', 'kamailio') ?? false

const [HOUSE, CALLER] = [1000, 700]
const houseTone = toneFrames(HOUSE, 50)
const callerTone = (seconds: number): Int16Array =>
  Int16Array.from({ length: seconds * 8000 }, (_, n) => Math.round(9000 * Math.sin((2 * Math.PI * CALLER * n) / 8000)))

test('a soft-phone calls: both hear each other, keys arrive, hold and resume are seen, its hang-up ends the call', {
  skip,
}, async (t) => {
  const house = answering()
  const sip = await openSip(sipOptions([sipLine()]), house.take, noWarnings)
  t.after(() => sip.close())
  const phone = await openBaresip({ folder: join(folder, 'phone'), wav: wavOf(callerTone(30), 8000) })
  t.after(() => phone.stop())
  await phone.command('dial', `sip:95000@${sip.listening}`)
  const call = await waitFor(() => house.calls[0], 'the call')
  const stop = playing(call.session, houseTone)
  assert.deepEqual([house.asked[0]!.from, house.asked[0]!.to], ['13800138000', '95000'])
  await waitFor(() => secondsOf(CALLER, call.sound()) >= 1, 'a second of the caller')
  await waitFor(() => secondsOf(HOUSE, samplesOf(phone.heard()!), 8000) >= 1, 'a second of ours at the caller')
  for (const key of ['7', '#']) await phone.press(key)
  await waitFor(() => call.keys.join('') === '7#', 'the keys')
  await phone.command('hold')
  await waitFor(() => call.holds.length === 1, 'hold')
  await phone.command('resume')
  await waitFor(() => call.holds.length === 2, 'resume')
  assert.deepEqual(call.holds, [true, false])
  await phone.command('hangup')
  await waitFor(() => call.end(), 'the end')
  assert.equal(call.end(), 'caller-hung-up')
  assert.equal(call.session.quality().lost, 0)
  stop()
})

test('a soft-phone calls over TLS with encrypted sound: both hear each other, keys arrive', { skip }, async (t) => {
  const house = answering()
  const identity = selfSigned('house.test')
  const tls = { port: await freePort(), ...identity, authorities: '' }
  const line = sipLine({ transport: 'tls', srtp: true })
  const sip = await openSip(sipOptions([line], { tls }), house.take, noWarnings)
  t.after(() => sip.close())
  const phone = await openBaresip({
    folder: join(folder, 'secret'),
    wav: wavOf(callerTone(30), 8000),
    trusts: identity.certificate,
  })
  t.after(() => phone.stop())
  await phone.command('dial', `sip:95000@127.0.0.1:${tls.port};transport=tls`)
  const call = await waitFor(() => house.calls[0], 'the call')
  const stop = playing(call.session, houseTone)
  await waitFor(() => secondsOf(CALLER, call.sound()) >= 1, 'a second of the caller')
  await waitFor(() => secondsOf(HOUSE, samplesOf(phone.heard()!), 8000) >= 1, 'a second of ours at the caller')
  await phone.press('5')
  await waitFor(() => call.keys.join('') === '5', 'the key')
  await phone.command('hangup')
  await waitFor(() => call.end(), 'the end')
  assert.equal(call.end(), 'caller-hung-up')
  stop()
})

test('a soft-phone is passed on to another number by REFER', { skip }, async (t) => {
  const house = answering()
  const sip = await openSip(sipOptions([sipLine()]), house.take, noWarnings)
  t.after(() => sip.close())
  const branch = answering()
  const elsewhere = await openSip(sipOptions([sipLine()]), branch.take, noWarnings)
  t.after(() => elsewhere.close())
  const phone = await openBaresip({ folder: join(folder, 'passed'), wav: wavOf(callerTone(30), 8000) })
  t.after(() => phone.stop())
  await phone.command('dial', `sip:95000@${sip.listening}`)
  const call = await waitFor(() => house.calls[0], 'the call')
  assert.equal(await call.session.transfer(`sip:8001@${elsewhere.listening}`), 'transferred')
  assert.equal(call.end(), 'transferred')
  const next = await waitFor(() => branch.calls[0], 'the call elsewhere')
  await waitFor(() => secondsOf(CALLER, next.sound()) >= 0.5, 'the caller heard elsewhere')
  await next.session.hangUp()
})

test('a soft-phone that is unknown is refused, with the password it is let in', { skip }, async (t) => {
  const house = answering()
  const line = sipLine({ allow: [], user: 'desk', password: 'door-1820', takesPassword: true })
  const sip = await openSip(sipOptions([line]), house.take, noWarnings)
  t.after(() => sip.close())
  const wrong = await openBaresip({
    folder: join(folder, 'wrong'),
    wav: wavOf(callerTone(9), 8000),
    user: 'desk',
    password: 'no',
  })
  t.after(() => wrong.stop())
  await wrong.command('dial', `sip:95000@${sip.listening}`)
  await waitFor(
    () => /401|403|[Uu]nauthorized|Forbidden|closed|terminated/.test(wrong.said().split('dial').at(-1)!),
    'a refusal',
  )
  assert.equal(house.asked.length, 0)
  await wrong.stop()
  const right = await openBaresip({
    folder: join(folder, 'right'),
    wav: wavOf(callerTone(9), 8000),
    user: 'desk',
    password: 'door-1820',
  })
  t.after(() => right.stop())
  await right.command('dial', `sip:95000@${sip.listening}`)
  const call = await waitFor(() => house.calls[0], 'the call')
  await waitFor(() => secondsOf(CALLER, call.sound()) >= 0.5, 'the caller')
})

for (const proxied of [false, true]) {
  test(`ten callers at once${proxied ? ' through a proxy' : ''}: each is heard, each key is told`, {
    skip,
  }, async (t) => {
    const house = answering()
    const sip = await openSip(sipOptions([sipLine()]), house.take, noWarnings)
    t.after(() => sip.close())
    const at = join(folder, proxied ? 'proxied' : 'direct')
    const proxy = proxied ? await openKamailio(join(folder, 'kamailio'), sip.listening) : null
    t.after(() => proxy?.stop())
    const sound = join(folder, 'tone.al')
    writeFileSync(sound, encodeG711('pcma', callerTone(1)))
    const scenario = sippCaller({ proxied, sound, soundMs: 1200, keys: '1820' })
    const run = await runSipp({ folder: at, target: proxy?.address ?? sip.listening, calls: 10, scenario })
    assert.equal(run.status, 0, run.said)
    assert.equal(house.calls.length, 10)
    await waitFor(() => house.calls.every((call) => call.end()), 'ten ends')
    for (const call of house.calls) {
      assert.equal(call.end(), 'caller-hung-up')
      assert.ok(secondsOf(CALLER, call.sound()) >= 0.8, `${secondsOf(CALLER, call.sound())} s heard`)
      assert.equal(call.keys.join(''), '1820')
    }
    assert.equal(sip.calls(), 0)
  })
}

test('callers who insist on reliable answers are told so that it rings, acknowledge it, and are answered', {
  skip,
}, async (t) => {
  const house = answering()
  const sip = await openSip(sipOptions([sipLine()]), house.take, noWarnings)
  t.after(() => sip.close())
  const scenario = sippReliableCaller()
  const run = await runSipp({ folder: join(folder, 'reliable'), target: sip.listening, calls: 5, scenario })
  assert.equal(run.status, 0, run.said)
  await waitFor(() => house.calls.length === 5 && house.calls.every((call) => call.end()), 'five ends')
})
