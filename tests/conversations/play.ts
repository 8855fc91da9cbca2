import assert from 'node:assert/strict'
import { openCallTalk } from './call-talk.ts'
import { IDENTITY_SECRET, type Stage } from './open-stage.ts'
import type { Expectation, Scenario } from './scenario.ts'
import { type Heard, openTalk } from './talk.ts'

/** Plays one scripted dialogue through the real entrance and holds every reply against what is expected. */
export async function play(stage: Stage, scenario: Scenario): Promise<void> {
  await stage.reset()
  const { customer, language } = scenario
  const options = { customer, language, identitySecret: IDENTITY_SECRET, supervisor: stage.supervisor }
  if (scenario.channel === 'call') return playCall(stage, scenario, await openCallTalk(stage.server, options))
  const talk = await openTalk(stage.server, options)
  try {
    for (const [n, turn] of scenario.turns.entries()) {
      if (turn.outage) await stage.outage(turn.outage)
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
      if (turn.expect && heard) await check(stage, turn.expect, heard, `turn ${n + 1}`)
    }
  } finally {
    await talk.close()
  }
}

/** The same by telephone from the chat. */
async function playCall(
  stage: Stage,
  { turns }: Scenario,
  talk: Awaited<ReturnType<typeof openCallTalk>>,
): Promise<void> {
  try {
    for (const [n, { say, pick, outage, expect }] of turns.entries()) {
      if (outage) await stage.outage(outage)
      const heard = say !== undefined ? await talk.say(say) : pick ? await talk.press(pick) : null
      if (!heard) throw new Error(`turn ${n + 1}: a caller speaks or presses a key`)
      if (expect) await check(stage, expect, heard, `turn ${n + 1}`)
    }
  } finally {
    await talk.close()
  }
}

async function check(stage: Stage, expected: Expectation, heard: Heard, where: string): Promise<void> {
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
  for (const [path, fields] of Object.entries(expected.shop ?? {}))
    assert.partialDeepStrictEqual(await stage.ask(`${stage.server.shop}/api/${path}`), fields, `${path}: ${context}`)
  for (const [path, fields] of Object.entries(expected.service ?? {}))
    assert.partialDeepStrictEqual(await stage.ask(`${stage.service}/${path}`), fields, `${path}: ${context}`)
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
