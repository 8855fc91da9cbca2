import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { actions } from '#business/actions.ts'
import type { FlowGraph, FlowProblem } from '#dialogue/contract.ts'
import { loadFlows } from '#dialogue/load-flows.ts'
import { dialogueRoutes } from '#dialogue/routes.ts'
import { PACKS } from '#dialogue/testing.ts'
import { AppError } from '#platform/errors.ts'
import type { Route } from '#platform/http/route.ts'

let routes: Route[]
before(async () => {
  const { flows, wording, files } = await loadFlows(PACKS, actions)
  routes = dialogueRoutes(() => ({ flows, wording, files, actions, intents: null }))
})

/** Calls a route as the server does, with the shapes checked on both sides. */
async function call(method: string, path: string, given: { params?: unknown; body?: unknown } = {}): Promise<unknown> {
  const found = routes.find((one) => one.method === method && one.path === path)!
  const params = found.params?.parse(given.params)
  const body = found.body?.parse(given.body)
  return found.response!.parse(await found.handle({ params, body } as never))
}

test('flows are listed with what they change, and shown with their graph', async () => {
  const { items } = (await call('GET', '/api/flows')) as { items: { id: string; writes: string[] }[] }
  assert.deepEqual(items.find((item) => item.id === 'refund')?.writes, ['refunds.create'])
  assert.deepEqual(items.find((item) => item.id === 'order_query')?.writes, [])
  const { graph } = (await call('GET', '/api/flows/:id', { params: { id: 'refund' } })) as { graph: FlowGraph }
  assert.ok(graph.edges.some((edge) => edge.from === 'confirm' && edge.to === 'submit' && edge.label === 'yes'))
})

test('an unknown flow is not found', async () => {
  const asked = call('GET', '/api/flows/:id/graph', { params: { id: 'constructor' } })
  await assert.rejects(asked, (error) => error instanceof AppError && error.code === 'not_found')
})

test('a draft of a published flow is checked in its place', async () => {
  const yaml = await readFile(join(PACKS[1]!, 'flows/refund.yaml'), 'utf8')
  const sound = (await call('POST', '/api/flows/validate', { body: { yaml } })) as { ok: boolean }
  assert.equal(sound.ok, true)
  const faulty = yaml.replace('action: refunds.create', 'action: refunds.destroy')
  const told = (await call('POST', '/api/flows/validate', { body: { yaml: faulty } })) as {
    ok: boolean
    problems: FlowProblem[]
  }
  assert.equal(told.ok, false)
  assert.match(told.problems[0]!.message, /no action "refunds.destroy"/)
  for (const junk of ['[', 'null', '- 1', 'a: &a [*a]', '"'.repeat(50)]) {
    const answer = (await call('POST', '/api/flows/validate', { body: { yaml: junk } })) as { ok: boolean }
    assert.equal(answer.ok, false, junk)
  }
})
