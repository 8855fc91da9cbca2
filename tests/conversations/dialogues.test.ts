import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { actions } from '#business/actions.ts'
import { loadFlows } from '#dialogue/load-flows.ts'
import { readConfig } from '#platform/config.ts'
import { createApiKey } from '#team/api-key.ts'
import { type Server, startServer } from '../../src/server.ts'
import { type Expectation, readScenarios } from './scenario.ts'
import { type Heard, openTalk } from './talk.ts'

const IDENTITY_SECRET = 'the-secret-of-the-dialogue-tests-0123456789'
const SHOP_KEY = 'the-shop-key-of-the-dialogue-tests'
const dir = mkdtempSync(join(tmpdir(), 'yinghe-dialogues-'))
let server: Server
let supervisor: string

before(async () => {
  const env = {
    DATA_DIR: dir,
    PORT: '0',
    DEMO_PORT: '0',
    LOG_LEVEL: 'error',
    RATE_LIMITS: 'off',
    IDENTITY_SECRET,
    BUSINESS_API_KEY: SHOP_KEY,
  }
  server = await startServer(readConfig(env))
  const wanted = {
    name: 'dialogues',
    permissions: [
      'conversations.read',
      'conversations.read-all',
      'conversations.assign',
      'conversations.reply',
    ] as const,
  }
  supervisor = await server.database.transaction(
    async (tx) =>
      (
        await createApiKey(
          tx,
          async () => undefined,
          { ...wanted, permissions: [...wanted.permissions] },
          { actor: 'user:admin', ip: '', permissions: new Set(wanted.permissions) },
        )
      ).key,
  )
})
after(async () => {
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})

const shop = (path: string, body: unknown) =>
  fetch(`${server.shop}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SHOP_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const scenarios = readScenarios()
test('there are at least 75 scripted dialogues, 20 of them in English', () => {
  assert.ok(scenarios.length >= 75, `${scenarios.length}`)
  assert.ok(scenarios.filter(({ language }) => language === 'en').length >= 20)
})

test('each task of the pack is brought to its end within three messages', async () => {
  const { flows } = await loadFlows(join(import.meta.dirname, '../../packs'), [...actions])
  // A call counts as part of the flow that made it, a visitor's check ends with a person.
  const ends = (flow: string) => (flow === 'guest_check' ? ['handed-over'] : ['done', 'answered'])
  const quick = (flow: string) =>
    scenarios.some(({ turns }) => {
      const last = turns.findIndex(({ expect }) => expect?.outcome && ends(flow).includes(expect.outcome))
      return last >= 0 && last < 3 && turns.slice(0, last + 1).some(({ expect }) => expect?.flow === flow)
    })
  const slow = flows.map(({ id }) => id).filter((id) => !quick(id))
  assert.deepEqual(slow, [])
})

for (const scenario of scenarios) {
  test(`${scenario.file}: ${scenario.name}`, async () => {
    await shop('/__reset', {})
    await shop('/__outage', { mode: 'off' })
    const talk = await openTalk(server, {
      customer: scenario.customer,
      language: scenario.language,
      identitySecret: IDENTITY_SECRET,
      supervisor,
    })
    try {
      for (const [n, turn] of scenario.turns.entries()) {
        if (turn.outage) await shop('/__outage', { mode: turn.outage })
        const heard =
          turn.say !== undefined || turn.photo
            ? await talk.say(turn.say ?? '', turn.photo)
            : turn.button
              ? await talk.handOver()
              : turn.pick
                ? await talk.pick(turn.pick)
                : turn.form
                  ? await talk.form(turn.form.id, turn.form.values)
                  : turn.open
                    ? await talk.open(turn.open)
                    : null
        if (turn.expect && heard) await check(turn.expect, heard, `turn ${n + 1}`)
      }
    } finally {
      await talk.close()
    }
  })
}

async function check(expected: Expectation, heard: Heard, where: string): Promise<void> {
  const said = heard.replies.flatMap((reply) => reply.parts.map((part) => JSON.stringify(part))).join('\n')
  const context = `${where}; it said:\n${said}\nfacts: ${JSON.stringify(heard.facts.filter((fact) => fact.kind !== 'message.added'))}`
  const turns = heard.facts
    .filter((fact) => fact.kind === 'turn.decided')
    .map((fact) => fact.payload as { outcome: string; path: string[]; articleId: string | null })
  const actions = heard.facts
    .filter((fact) => fact.kind === 'action.performed')
    .map(
      (fact) => fact.payload as { action: string; writes: boolean; outcome: string; reference: Record<string, string> },
    )
  if (expected.outcome) assert.equal(turns.at(-1)?.outcome, expected.outcome, context)
  if (expected.flow)
    assert.ok(
      turns.some((turn) => turn.path.some((step) => step.startsWith(`${expected.flow}@`))),
      `flow ${expected.flow}: ${context}`,
    )
  if (expected.actions)
    assert.deepEqual(
      actions.map((one) => one.action),
      expected.actions,
      context,
    )
  if (expected.writes)
    assert.deepEqual(
      actions.filter((one) => one.writes && one.outcome === 'ok').map((one) => one.action),
      expected.writes,
      context,
    )
  for (const [path, fields] of Object.entries(expected.shop ?? {})) {
    const held = await (
      await fetch(`${server.shop}/api/${path}`, { headers: { authorization: `Bearer ${SHOP_KEY}` } })
    ).json()
    assert.partialDeepStrictEqual(held, fields, `${path}: ${context}`)
  }
  if (expected.reference)
    assert.deepEqual({ ...actions.at(-1)?.reference, ...expected.reference }, actions.at(-1)?.reference, context)
  for (const pattern of expected.says ?? []) assert.match(said, new RegExp(pattern, 'i'), context)
  for (const pattern of expected.never ?? []) assert.doesNotMatch(said, new RegExp(pattern, 'i'), context)
  for (const kind of expected.parts ?? [])
    assert.ok(
      heard.replies.some((reply) => reply.parts.some((part) => part.kind === kind)),
      `part ${kind}: ${context}`,
    )
  if (expected.article)
    assert.ok(
      turns.some((turn) => turn.articleId === expected.article),
      `article ${expected.article}: ${context}`,
    )
  if (expected.status) assert.equal(heard.status, expected.status, context)
  if (expected.handOver) {
    const handed = heard.facts.find((fact) => fact.kind === 'conversation.changed')?.payload as
      | { conversation?: { handOver?: { reason: string } } }
      | undefined
    assert.equal(handed?.conversation?.handOver?.reason, expected.handOver, context)
  }
  if (expected.ticket) {
    const ticket = heard.facts.find((fact) => fact.kind === 'ticket.opened')?.payload as
      | { ticket?: { type: string } }
      | undefined
    assert.equal(ticket?.ticket?.type, expected.ticket, context)
  }
}
