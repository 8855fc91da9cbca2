import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { actions } from '#business/actions.ts'
import type { ActionOutcome } from '#business/contract.ts'
import { type Part, part } from '#conversations/contract.ts'
import { MAX_STEPS } from '#dialogue/advance.ts'
import type { DialogueState, Turn, TurnAction, TurnInput } from '#dialogue/contract.ts'
import { type LoadedFlows, loadFlows } from '#dialogue/load-flows.ts'
import { initialState, MAX_STATE_BYTES, stateBytes } from '#dialogue/state.ts'
import { PACKS } from '#dialogue/testing.ts'
import { buildTurn } from '#dialogue/turn.ts'
import type { TurnWorld } from '#dialogue/turn-world.ts'
import { CALM, type Entity, type Understanding } from '#understanding/contract.ts'

let loaded: LoadedFlows
let turn: Turn
before(async () => {
  loaded = await loadFlows(PACKS, actions)
  turn = buildTurn({ flows: loaded.flows, wording: loaded.wording, actions })
})

const WRITES = new Set(actions.filter((action) => action.writes).map((action) => action.name as string))
const ORDERS = ['HM10000001', 'HM10000002', 'HM10000003', 'HM10000004']
const INTENTS = [
  ...['order_query', 'logistics_query', 'change_address', 'cancel_order', 'refund_request', 'refund_progress'],
  ...['exchange_request', 'invoice_request', 'warranty_query', 'repair_request', 'fault_diagnosis', 'complaint'],
  ...['recommend_product', 'affirm', 'affirm', 'affirm', 'deny', 'correction', 'cancel_flow', 'repeat', 'greeting'],
  ...['thanks', 'out_of_scope', 'abuse', 'talk_to_human', 'nothing'],
]
const TEXTS = [
  '好的',
  '不对',
  '不对，是另外一个',
  '第二个',
  '算了',
  '退款原因写错了',
  '质量有问题',
  '个人',
  '公司',
  '',
  '再说一遍',
  '还是不行',
  'yes',
  'the other one',
  '怎么退款？',
  '😀'.repeat(300),
  '长'.repeat(3000),
  '{slot.order} {{x}}',
  '杭州青禾科技有限公司',
  '12345',
  '<script>',
]
const VALUES: Record<string, string[]> = {
  order: ORDERS,
  phone: ['13800001111', '1'],
  address: [
    '{"city":"杭州市"}',
    '{"province":"浙江省","city":"杭州市","district":"西湖区","detail":"文三路1号"}',
    '{"detail":"一号"}',
    'not json',
  ],
  person: ['王建国'],
  email: ['a@b.cn', 'nonsense'],
  tax_number: ['91330100MA2XXXXXXX', '1'],
  fault_code: ['E101', 'E999'],
  product: ['p-1'],
  date: ['2026-12-01', '1999-01-01', 'x'],
  time: ['15:00'],
  ordinal: ['1', '2', '-1', '99', 'x'],
  refund: ['RF20000001'],
}

const entity = fc
  .constantFrom(...Object.keys(VALUES))
  .chain((kind) =>
    fc
      .constantFrom(...VALUES[kind]!)
      .map((value): Entity => ({ kind, value, text: value, start: 0, end: value.length })),
  )
const intents = fc
  .array(fc.record({ id: fc.constantFrom(...INTENTS), confidence: fc.constantFrom(0.2, 0.45, 0.6, 0.8, 0.99) }), {
    maxLength: 3,
  })
  .map((list) => list.sort((a, b) => b.confidence - a.confidence))
const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ maxLength: 40 }))
const segment = fc.record({ text, intents, entities: fc.array(entity, { maxLength: 3 }) })
const understanding = fc.record({
  language: fc.constantFrom('zh' as const, 'en' as const),
  normalized: text,
  intents,
  entities: fc.array(entity, { maxLength: 5 }),
  sentiment: fc.record({
    label: fc.constantFrom('positive' as const, 'neutral' as const, 'negative' as const),
    score: fc.constantFrom(0, 0.5, 0.9),
  }),
  emotion: fc.constant(CALM),
  needs: fc.constant([]),
  outOfScope: fc.constantFrom(0, 0, 0.9),
  segments: fc.array(segment, { maxLength: 4 }),
}) satisfies fc.Arbitrary<Understanding>

/** A customer's next move; `offered` taps one of the choices on screen. */
type Move =
  | { kind: 'words'; text: string; understanding: Understanding; photo: boolean }
  | { kind: 'offered'; index: number; understanding: Understanding }
  | { kind: 'stale'; value: string; understanding: Understanding }
  | { kind: 'form'; values: Record<string, string>; understanding: Understanding }
  | { kind: 'opened' }
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('words' as const), text, understanding, photo: fc.boolean() }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('offered' as const), index: fc.nat(11), understanding }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('stale' as const),
      value: fc.constantFrom(
        'yes',
        'no',
        'fix:order',
        'flow:refund',
        'flow:nothing',
        'article:x',
        'none',
        'skip',
        'HM10000009',
        'correct',
      ),
      understanding,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('form' as const),
      values: fc.dictionary(
        fc.constantFrom('address.city', 'address.detail', 'phone', 'title', 'tax_no', 'x'),
        fc.string({ maxLength: 200 }),
        { maxKeys: 4 },
      ),
      understanding,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'opened' as const }) },
)
/** How the business answers the next calls: 0 well, 1 refused, 2 not found, 3 down. */
const fortune = fc.array(fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 3), { minLength: 1, maxLength: 8 })

const STATUS = ['paid', 'in_transit', 'delivered', 'cancelled']
const order = (id: string) => {
  const index = Math.max(0, ORDERS.indexOf(id))
  const status = STATUS[index]!
  return {
    id,
    status,
    items: [
      { productId: `p-${index}`, name: `商品${index}`, nameEn: `Thing ${index}`, quantity: 1, price: 9, image: '' },
    ],
    amount: 9,
    placedAt: '2026-11-01T00:00:00Z',
    ...(status === 'delivered' && { deliveredAt: '2026-11-02T00:00:00Z' }),
    address: {
      name: '王',
      phone: '13800001111',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      detail: '一号',
    },
    canCancel: status === 'paid',
    canChangeAddress: status === 'paid',
    canReturn: status === 'delivered',
  }
}
const BIG = {
  text: '字'.repeat(5000),
  list: Array.from({ length: 80 }, (_, at) => ({
    at: '2026-11-01T00:00:00Z',
    text: `第${at}步`.repeat(50),
    place: '',
  })),
}

function business(action: string, input: Record<string, unknown>, luck: number): ActionOutcome {
  const message = { zh: '不能办理。', en: 'Not possible.' }
  if (luck === 1) return { ok: false, why: 'refused', code: 'no', message }
  if (luck === 2) return { ok: false, why: 'not_found', code: 'not_found', message }
  if (luck === 3) return { ok: false, why: 'unavailable', code: 'down', message }
  const id = String(input.orderId ?? ORDERS[0])
  if (action === 'orders.list') return { ok: true, data: { orders: ORDERS.map(order) } }
  if (action === 'orders.logistics')
    return { ok: true, data: { trackingNo: '', carrier: '', status: 'in_transit', events: BIG.list } }
  if (action === 'products.search')
    return {
      ok: true,
      data: {
        products: Array.from({ length: 30 }, (_, at) => ({
          id: `p-${at}`,
          name: BIG.text,
          nameEn: '',
          description: BIG.text,
          price: 1,
          stock: at,
        })),
      },
    }
  if (action === 'products.get')
    return {
      ok: true,
      data: {
        id: 'p',
        name: '机',
        nameEn: 'M',
        faultCodes: [{ code: 'E101', meaning: '意', meaningEn: 'm', fix: '修', fixEn: 'fix' }],
      },
    }
  return {
    ok: true,
    data: { ...order(id), id: action.startsWith('orders') ? id : 'X1', note: BIG.text, steps: BIG.list, extra: BIG },
  }
}

const world = (seq: number, verified: boolean, elderly: boolean): TurnWorld => ({
  now: new Date('2026-11-20T08:00:00Z'),
  customer: { id: 'c', name: '', tier: 'vip', verified, elderly, language: 'zh' },
  search: (query) =>
    query.length % 3 === 0
      ? [
          {
            articleId: 'a',
            title: '文章',
            body: query.length % 2 ? '' : BIG.text,
            category: 'c',
            products: [],
            score: (query.length % 10) / 10,
            question: '',
          },
        ]
      : [],
  callId: (n) => `c-${seq}-${n}`,
})

function inputOf(next: Move, state: DialogueState, seq: number): TurnInput {
  if (next.kind === 'opened') return { kind: 'opened', context: { orderId: ORDERS[seq % 4] } }
  const { understanding: understood } = next
  if (next.kind === 'words') {
    const photo: Part[] = next.photo
      ? [{ kind: 'image', fileId: `f-${seq}`, name: 'a.png', mime: 'image/png', size: 1 }]
      : []
    const parts: Part[] = [...(next.text ? [{ kind: 'text' as const, text: next.text.slice(0, 4000) }] : []), ...photo]
    return { kind: 'message', seq, parts, text: next.text, understanding: understood }
  }
  if (next.kind === 'form')
    return {
      kind: 'message',
      seq,
      parts: [{ kind: 'form-reply', formId: 'change_address.new-address', values: next.values }],
      text: '',
      understanding: understood,
    }
  const options = state.lastSaid.flatMap((one) => (one.kind === 'choices' ? one.options : []))
  const tapped =
    next.kind === 'stale'
      ? { value: next.value, label: next.value }
      : (options[next.index % Math.max(1, options.length)] ?? { value: 'yes', label: '确认' })
  return {
    kind: 'message',
    seq,
    parts: [{ kind: 'choice', value: tapped.value, label: tapped.label }],
    text: tapped.label,
    understanding: understood,
  }
}

/** What must hold of every single turn. */
function checkTurn(
  before: DialogueState,
  input: TurnInput,
  here: TurnWorld,
): { state: DialogueState; actions: TurnAction[] } {
  const frozen = JSON.stringify(before)
  const first = turn(before, input, here)
  assert.equal(JSON.stringify(before), frozen, 'the given state is not changed')
  assert.deepEqual(turn(before, input, here), first, 'the same input gives the same output')
  assert.ok(stateBytes(first.state) <= MAX_STATE_BYTES, `${stateBytes(first.state)} bytes`)
  assert.deepEqual(JSON.parse(JSON.stringify(first.state)), first.state, 'the state is plain JSON')
  assert.ok(first.trace.path.length <= MAX_STEPS)
  for (const action of first.actions) {
    if (action.kind === 'say') assert.ok(action.parts.length > 0 && action.parts.length <= 20)
    if (action.kind === 'say') for (const one of action.parts) part.parse(one)
  }
  assert.ok(first.actions.filter((action) => action.kind === 'call').length <= 1)
  if (input.kind === 'message')
    assert.ok(
      first.actions.some((action) => action.kind !== 'remember'),
      'a customer is never left without an answer',
    )
  checkSlots(before, first.state)
  return first
}

/** A flow that goes on keeps every slot it had. */
function checkSlots(before: DialogueState, after: DialogueState): void {
  for (const frame of before.stack) {
    const same = ({ stack }: DialogueState) =>
      stack.filter((one) => one.flow === frame.flow && one.opening === frame.opening)
    const later = same(after)
    if (later.length >= same(before).length)
      assert.ok(
        later.some((one) => Object.keys(frame.slots).every((name) => one.slots[name])),
        'no slot is lost',
      )
  }
}

test('no sequence of inputs makes a turn loop, throw, lose a slot, outgrow its state, act without a yes or stay silent', () => {
  let turns = 0
  let writes = 0
  fc.assert(
    fc.property(
      fc.array(move, { minLength: 1, maxLength: 14 }),
      fortune,
      fc.boolean(),
      fc.boolean(),
      (moves, luck, stranger, elderly) => {
        let state = initialState('zh')
        let calls = 0
        const ids = new Set<string>()
        moves.forEach((next, index) => {
          const here = world(index + 1, !(stranger && elderly), elderly)
          const yes = state.expects?.kind === 'confirm'
          const input = inputOf(next, state, index + 1)
          let result = checkTurn(state, input, here)
          for (let round = 0; ; round++) {
            turns++
            state = result.state
            const call = result.actions.find((action) => action.kind === 'call')
            if (!call) break
            assert.ok(round < 20, 'calls come to an end')
            assert.ok(!ids.has(call.callId), 'each call has its own id')
            ids.add(call.callId)
            if (WRITES.has(call.action)) {
              writes++
              assert.ok(yes && round === 0, `${call.action} follows a yes to what was read back`)
            }
            const outcome = business(call.action, call.input, luck[calls++ % luck.length]!)
            result = checkTurn(state, { kind: 'outcome', callId: call.callId, outcome }, here)
          }
          assert.notEqual(state.expects?.kind, 'call', 'nothing waits for a call that nobody makes')
        })
      },
    ),
    { numRuns: 500 },
  )
  assert.ok(turns > 1000 && writes > 0, `${turns} turns, ${writes} writes`)
})

test('a call whose outcome never came is asked for again under the same id', () => {
  const here = world(1, true, false)
  const ask = (seq: number, words: string, id: string): TurnInput => ({
    kind: 'message',
    seq,
    parts: [{ kind: 'text', text: words }],
    text: words,
    understanding: {
      language: 'zh',
      normalized: words,
      intents: [{ id, confidence: 0.99 }],
      entities: [],
      sentiment: { label: 'neutral', score: 0 },
      emotion: CALM,
      needs: [],
      outOfScope: 0,
      segments: [],
    },
  })
  const first = turn(initialState('zh'), ask(1, '查订单', 'order_query'), here)
  const again = turn(first.state, ask(2, '在吗', 'greeting'), here)
  const callOf = (actions: TurnAction[]) => actions.find((action) => action.kind === 'call')
  assert.ok(callOf(first.actions))
  assert.equal(callOf(again.actions)?.callId, callOf(first.actions)?.callId)
  assert.deepEqual(callOf(again.actions)?.input, callOf(first.actions)?.input)
})

test('an outcome that nobody waits for changes nothing', () => {
  const state = initialState('zh')
  const result = turn(
    state,
    { kind: 'outcome', callId: 'late', outcome: { ok: true, data: {} } },
    world(1, true, false),
  )
  assert.deepEqual(result.state, state)
  assert.deepEqual(result.actions, [])
})
