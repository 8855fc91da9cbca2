import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { endAlertOf, raiseAlerts } from '#emotion/alerts/raise.ts'
import { followFeelings } from '#emotion/follow.ts'
import { readEmotionCurve, readEmotionStates } from '#emotion/states.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import type { Follower } from '#platform/ledger/follow.ts'
import { openLog } from '#platform/log.ts'
import { buildUnderstand } from '#understanding/understand.ts'
import { feelingsTap } from '#voice/feelings-tap.ts'
import type { ProsodyMeasure } from '#voice/prosody/contract.ts'
import { openVoiceFeelings } from '#voice/prosody/open-voice-feelings.ts'
import { silence, syntheticVoice } from '#voice/prosody/testing.ts'
import { voiceSignal } from '#voice/prosody/voice-signal.ts'

let database: Database
let reader: Follower
before(async () => {
  database = await openTestDatabase()
  reader = await followFeelings({
    ...{ database, log: openLog('fatal'), onMoved: raiseAlerts, onClosed: endAlertOf },
    understand: buildUnderstand({ intents: [], terms: [] }),
  })
})
after(async () => {
  await reader.stop()
  await database.close()
})

const USUAL = { hz: 150, rate: 4, level: -22 }
const UPSET = { hz: 205, rate: 5.5, level: -12 }

function openCall(conversationId: string, consented: () => boolean) {
  const call = { id: `call-${conversationId}`, conversationId, customerId: 'c1' }
  const feelings = openVoiceFeelings({ database, call, consented })
  let seq = 0
  return async (voice: typeof USUAL, ours = false) => {
    for (const frame of silence(0.3)) feelings.write(frame, false, false)
    for (const frame of syntheticVoice(3, voice)) feelings.write(frame, true, ours)
    const measure = await feelings.said({ seq: ++seq })
    await reader.catchUp()
    return measure
  }
}

test('a voice that rises is told to the emotion state, labelled as voice and with its reliability', async () => {
  const say = openCall('v1', () => true)
  await say(USUAL)
  await say(USUAL)
  assert.equal((await readEmotionStates(database.db, ['v1'])).size, 0, 'the usual voice is no news')
  const measure = (await say(UPSET, true))!
  const [point] = await readEmotionCurve(database.db, 'v1')
  assert.equal(point?.source, 'voice')
  assert.equal(point?.seq, 3)
  assert.equal(point?.label, 'anger')
  assert.equal(point?.because[0]?.kind, 'voice')
  assert.ok(measure.reliability > 0.4 && measure.reliability <= 0.6)
  await say(USUAL)
  const curve = await readEmotionCurve(database.db, 'v1')
  assert.deepEqual(
    curve.map(({ label }) => label),
    ['anger', 'neutral'],
  )
  await say(USUAL)
  assert.equal((await readEmotionCurve(database.db, 'v1')).length, 2)
})

test('without consent nothing is measured; a withdrawal counts at once and forgets what was usual', async () => {
  const never = openCall('v2', () => false)
  for (const voice of [USUAL, USUAL, UPSET]) assert.equal(await never(voice, true), null)
  let consented = true
  const say = openCall('v3', () => consented)
  await say(USUAL)
  await say(USUAL)
  consented = false
  assert.equal(await say(UPSET, true), null)
  consented = true
  assert.equal((await say(UPSET, true))?.arousal, null, 'a new beginning')
  assert.equal((await readEmotionStates(database.db, ['v2', 'v3'])).size, 0)
})

test('on a call, agreement is the first thing said after the notice, or key one, and goes no further', async () => {
  const consents: string[] = []
  const open = () =>
    feelingsTap({
      ...{ database, call: { id: 'call-t', customerId: 'c1' }, conversationOf: async () => 'v4' },
      onConsent: (given, how) => consents.push(`${given} ${how}`),
      onFault: assert.ifError,
    })
  const tap = open()
  const say = async (voice: typeof USUAL) => {
    for (const frame of syntheticVoice(3, voice)) tap.caller!(frame, true)
    tap.told!('我的订单呢', null)
    await new Promise((done) => setTimeout(done, 50))
    await reader.catchUp()
  }
  await say(USUAL)
  assert.deepEqual(consents, [], 'before the notice nothing is an answer')
  tap.noticed!()
  assert.equal(tap.key!('1'), true)
  assert.equal(tap.key!('1'), false, "the next one is the menu's")
  await say(USUAL)
  await say(USUAL)
  await say(UPSET)
  assert.equal((await readEmotionCurve(database.db, 'v4'))[0]?.source, 'voice')
  const late = open()
  late.noticed!()
  for (const text of ['查物流', '可以']) assert.equal(late.told!(text, null), false)
  const no = open()
  no.noticed!()
  assert.equal(no.told!('不同意', null), true)
  no.key!('1')
  assert.deepEqual(consents, ['true key', 'false words'])
  const [menu, words] = [open(), open()]
  menu.noticed!()
  menu.heard!({ text: '订单和物流请按1', seq: null })
  assert.equal(menu.key!('1'), false, 'a choice of the menu is no agreement')
  words.noticed!()
  assert.equal(words.told!('我不要这个了，我要退货', null), false, 'a wish is no answer')
  assert.equal(consents.length, 2)
})

const measure: ProsodyMeasure = {
  ...{ speechMs: 2000, pitchHz: 200, pitchRange: 4, loudness: -20, aboveNoise: 30, rate: 4, pauses: 0, pauseShare: 0 },
  ...{ overlapMs: 0, voicedShare: 0.6, change: null, arousal: 0.5, strain: 0, reliability: 0.6 },
}
test('a feeling the recogniser names goes first; sound alone never weighs more than 0.6', () => {
  assert.equal(voiceSignal(null, '<|ANGRY|>', false)?.label, 'anger')
  assert.equal(voiceSignal(null, 'HAPPY', false)?.intensity, 0)
  assert.equal(voiceSignal(measure, 'NEUTRAL', false), null)
  assert.equal(voiceSignal({ ...measure, arousal: 0.9 }, undefined, false)?.label, 'anxiety')
  assert.equal(voiceSignal({ ...measure, arousal: 0.9 }, undefined, false)?.weight, 0.6)
  assert.equal(voiceSignal({ ...measure, arousal: 0.9, reliability: 0.05 }, undefined, false), null)
})
