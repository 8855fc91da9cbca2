import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Message } from '#conversations/contract.ts'
import { endAlertOf, raiseAlerts } from '#emotion/alerts/raise.ts'
import { type EmotionState, signalInput } from '#emotion/contract.ts'
import { HURTING } from '#emotion/fold.ts'
import { followFeelings } from '#emotion/follow.ts'
import { takeSignal } from '#emotion/signal.ts'
import { readEmotionCurve, readEmotionStates } from '#emotion/states.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Follower } from '#platform/ledger/follow.ts'
import { ledger } from '#platform/ledger/read.ts'
import { openLog } from '#platform/log.ts'
import { buildUnderstand } from '#understanding/understand.ts'

const understand = buildUnderstand({ intents: [], terms: [] })
let database: Database
let nodes: Follower[]

before(async () => {
  database = await openTestDatabase()
  const node = () =>
    followFeelings({ database, log: openLog('fatal'), understand, onMoved: raiseAlerts, onClosed: endAlertOf })
  nodes = [await node(), await node()]
})
after(async () => {
  for (const node of nodes) await node.stop()
  await database.close()
})

let minute = 0
const said = (conversationId: string, seq: number, text: string, kind: 'customer' | 'bot' = 'customer') => {
  const message: Message = {
    conversationId,
    seq,
    clientId: null,
    author: { kind, id: 'x', name: 'x' },
    parts: [{ kind: 'text', text }],
    generated: false,
    internal: false,
    at: new Date(Date.now() - 600_000 + minute++ * 1000).toISOString(),
  }
  return { kind: 'message.added', conversationId, customerId: 'c1', actor: 'customer:c1', payload: { message } }
}
const write = async (...events: ReturnType<typeof said>[]) => {
  await database.transaction((tx) => appendEvents(tx, events))
  await Promise.all(nodes.map((node) => node.catchUp()))
}
const stateOf = async (id: string) => (await readEmotionStates(database.db, [id])).get(id)

test('what the bot read of a message when it answered is not read again', async () => {
  const message = said('told', 1, '你们什么时候发货')
  const signal = {
    key: 'text:1',
    source: 'text',
    at: Date.now(),
    seq: 1,
    label: 'anger',
    intensity: 0.9,
    weight: 1,
    words: [],
  }
  await write(message, { ...message, kind: 'emotion.signal', payload: { signal } as never })
  const state = await stateOf('told')
  assert.deepEqual([state?.label, state?.because[0]?.seq], ['anger', 1])
})

test('what customers write becomes a state; the team hears of it once, however many nodes read', async () => {
  await write(said('a', 1, '你好，请问我的快递到哪了'), said('a', 2, '您的快递在路上', 'bot'))
  assert.equal((await stateOf('a'))?.level, 'none')
  await write(said('a', 3, '还在路上？都一个星期了！！你们太差劲了，气死我了'), said('a', 4, '非常抱歉', 'bot'))
  const state = await stateOf('a')
  assert.ok(state && HURTING.has(state.label), state?.label)
  assert.ok(state.score > 0.3 && state.because.some(({ seq }) => seq === 3))
  assert.equal(await stateOf('nobody'), undefined)
  const told = await ledger.of(database.db, { conversationId: 'a', kinds: ['emotion.changed'], limit: 10 })
  assert.equal(new Set(told.map(({ payload }) => (payload as EmotionState).updatedAt)).size, told.length)
  assert.deepEqual(
    (await readEmotionCurve(database.db, 'a')).map(({ seq }) => seq),
    [1, 3],
  )
})

test('a voice counts beside the words, once', async () => {
  await write(said('b', 1, '请问什么时候发货'))
  const heard = signalInput.parse({ key: 'call-7', source: 'voice', label: 'anger', intensity: 0.9 })
  const about = { conversationId: 'b', customerId: 'c1' }
  for (let i = 0; i < 2; i++) await database.transaction((tx) => takeSignal(tx, about, heard, 'key:k'))
  await write()
  const state = await stateOf('b')
  assert.equal(state?.label, 'anger')
  assert.ok(state?.because.some(({ kind }) => kind === 'voice'))
  assert.equal((await readEmotionCurve(database.db, 'b')).length, 2)
})
