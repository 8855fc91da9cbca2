import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { actions } from '#business/actions.ts'
import { flowGraph } from '#dialogue/flow-graph.ts'
import { checkSources, type LoadedFlows, loadFlows } from '#dialogue/load-flows.ts'
import { PACKS } from '#dialogue/testing.ts'
import { loadIntents } from '#understanding/load-intents.ts'

const intents = new Set(loadIntents(PACKS).intents.map((intent) => intent.id))
let loaded: LoadedFlows
let source: string
before(async () => {
  loaded = await loadFlows(PACKS, actions, intents)
  source = await readFile(join(PACKS[1]!, 'flows/cancel-order.yaml'), 'utf8')
})

/** Problems of the cancel flow after a text in it was replaced. */
function problemsWith(from: string | RegExp, to: string) {
  const changed = source.replace(from, to)
  assert.notEqual(changed, source, 'the fault was planted')
  const flows = loaded.flows.filter((flow) => flow.id !== 'cancel_order')
  const { problems } = checkSources([{ file: 'x.yaml', source: changed }], {
    actions,
    wording: loaded.wording,
    intents,
    flows,
  })
  return { problems, lineOf: (text: string) => changed.slice(0, changed.indexOf(text)).split('\n').length }
}

const PLANTED: { fault: string; from: string | RegExp; to: string; at: string; says: RegExp }[] = [
  {
    fault: 'an unknown step',
    from: 'else: too-late',
    to: 'else: too-lat',
    at: 'else: too-lat',
    says: /no step "too-lat"/,
  },
  {
    fault: 'an unknown slot',
    from: 'slots: [reason]',
    to: 'slots: [raeson]',
    at: 'slots: [raeson]',
    says: /no slot "raeson"/,
  },
  {
    fault: 'an unknown action',
    from: 'action: orders.cancel',
    to: 'action: orders.cancle',
    at: 'action: orders.cancle',
    says: /no action "orders.cancle".*orders.cancel/,
  },
  {
    fault: 'an unknown intent',
    from: 'intents: [cancel_order]',
    to: 'intents: [cancel_ordr]',
    at: 'intents: [cancel_ordr]',
    says: /no intent "cancel_ordr"/,
  },
  {
    fault: 'an intent of another flow',
    from: 'intents: [cancel_order]',
    to: 'intents: [invoice_request]',
    at: 'intents: [',
    says: /already starts the flow "invoice"/,
  },
  {
    fault: 'a missing English wording',
    from: /\n {6}en: .*may I ask why.*|\n {6}en: '?Order \{slot.order\}[^\n]*May I ask why[^\n]*/,
    to: '',
    at: "    ask:\n      zh: '订单",
    says: /English wording is missing/,
  },
  {
    fault: 'a field that does not exist',
    from: 'kind: confirm\n',
    to: 'kind: confirm\n    txet: 1\n',
    at: 'txet: 1',
    says: /"txet" is not a field/,
  },
  {
    fault: 'an expression that cannot be read',
    from: 'when: result.order.canCancel,',
    to: 'when: result.order.canCancel and,',
    at: 'when: result.order.canCancel and,',
    says: /cannot be read|comes too early|not expected/,
  },
  {
    fault: 'a result that nothing saves',
    from: '{result.order.amount | money} 会在',
    to: '{result.ordr.amount | money} 会在',
    at: "zh: '确认取消订单",
    says: /no call saves its answer as "ordr"/,
  },
  {
    fault: 'an unknown format',
    from: '{result.order.amount | money} 会在',
    to: '{result.order.amount | mony} 会在',
    at: "zh: '确认取消订单",
    says: /no format "mony"/,
  },
  {
    fault: 'an unknown flow to offer',
    from: 'flow: recommend_product',
    to: 'flow: recommend_prodct',
    at: 'offers: [{ flow: refund_progress }, { flow: recommend_prodct',
    says: /no flow "recommend_prodct"/,
  },
  {
    fault: 'an unreachable step',
    from: 'else: too-late',
    to: 'else: done',
    at: '- id: too-late',
    says: /no path leads to the step "too-late"/,
  },
  {
    fault: 'a change without a confirm',
    from: 'go: why }',
    to: 'go: cancel }',
    at: '- id: cancel\n',
    says: /"orders.cancel" changes something.*put a confirm step right before it/,
  },
  {
    fault: 'a question between the yes and the change',
    from: '  - id: cancel\n',
    to: '  - id: again\n    kind: collect\n    slots: [reason]\n    ask: { zh: 问, en: ask }\n  - id: cancel\n',
    at: '- id: cancel\n',
    says: /without a confirm/,
  },
  {
    fault: 'no way to an end',
    from: /- id: none-open[\s\S]*$/,
    to: '- id: none-open\n    kind: say\n    parts: [{ kind: text, text: { zh: 无, en: none } }]\n    next: none-open\n',
    at: '- id: none-open',
    says: /no path leads to an end/,
  },
  { fault: 'broken YAML', from: 'slots: [reason]', to: 'slots: [reason', at: 'slots: [reason', says: /not valid YAML/ },
]

for (const { fault, from, to, at, says } of PLANTED) {
  test(`${fault} is reported with its line and what to do`, () => {
    const { problems, lineOf } = problemsWith(from, to)
    const found = problems.find((problem) => says.test(problem.message))
    assert.ok(found, `${says} in ${JSON.stringify(problems)}`)
    assert.equal(found.file, 'x.yaml')
    assert.ok(Math.abs(found.line - lineOf(at)) <= 1, `line ${found.line}, the fault is at ${lineOf(at)}`)
  })
}

test('the flows of the packs are sound, and every intent of a task has one', () => {
  assert.deepEqual(loaded.problems, [])
  const started = new Set(loaded.flows.flatMap((flow) => flow.intents))
  const tasks = [...intents].filter((id) =>
    /_(query|order|address|request|progress|diagnosis|product)$|^complaint$/.test(id),
  )
  assert.deepEqual(
    tasks.filter((id) => !started.has(id)),
    [],
  )
})

test('everything the wording file names exists', () => {
  const ids = new Set(loaded.flows.map((flow) => flow.id))
  assert.deepEqual(
    [...loaded.wording.menu, ...Object.values(loaded.wording.by_entity)].filter((id) => !ids.has(id)),
    [],
  )
  for (const list of Object.values(loaded.wording.lists))
    assert.ok(actions.some((action) => action.name === list.action))
})

test('the graph of a flow has every step and only edges between them', () => {
  for (const flow of loaded.flows) {
    const graph = flowGraph(flow)
    const ids = new Set(graph.nodes.map((node) => node.id))
    assert.equal(ids.size, flow.steps.length)
    assert.ok(graph.edges.every((edge) => ids.has(edge.from) && ids.has(edge.to)))
    assert.ok(
      graph.nodes.every((node) => node.label.zh && node.label.en),
      flow.id,
    )
  }
})

test('what the fields of an action are called says nothing of what stands in them', () => {
  const { problems } = problemsWith(
    /input: \{ orderId: '\{slot\.order\}'/,
    "input: { date: 'on {slot.order}', where: '{slot.order}', orderId: '{slot.order}'",
  )
  assert.deepEqual(problems, [])
})
