import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PolicyVersion } from '#desk/routing/contract.ts'
import type { Wall } from '#desk/wall/contract.ts'
import type { AuditRecord } from '#governance/contract.ts'
import { openTalk } from '../conversations/talk.ts'
import { startInProcess } from '../harness/in-process.ts'
import { IDENTITY_SECRET } from '../harness/start-server.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

let server: Awaited<ReturnType<typeof startInProcess>>
let admin: TeamClient
let supervisor: string
before(async () => {
  server = await startInProcess(KIND)
  admin = await signIn(server.url, 'admin')
  const permissions = ['conversations.read', 'conversations.read-all', 'conversations.assign', 'conversations.reply']
  supervisor = (await admin.http<{ key: string }>('/api/api-keys', { body: { name: 'peak', permissions } })).key
})
after(() => server?.stop())

const released = async () => {
  const { items } = await admin.http<{ items: PolicyVersion[] }>('/api/routing/policies')
  return items.find(({ status }) => status === 'released')!.rules
}
/** Releases a policy with this peak mode, and waits until the wall says so. */
async function peak(change: Partial<PolicyVersion['rules']['peak']>) {
  const rules = await released()
  const body = { rules: { ...rules, peak: { ...rules.peak, ...change } }, note: 'peak' }
  const draft = await admin.http<PolicyVersion>('/api/routing/policies', { body })
  await admin.http(`/api/routing/policies/${draft.version}/release`, { body: {} })
  return waitFor(async () => {
    const wall = await admin.http<Wall>('/api/wall')
    return (wall.peak !== null) === (change.mode === 'on') && wall
  }, 'the wall never said so')
}
/** What becomes of this message of a new customer. */
async function outcomeOf(...texts: string[]) {
  const talk = await openTalk(server, {
    ...{ customer: 'visitor', language: 'zh', identitySecret: IDENTITY_SECRET, supervisor },
  })
  for (const text of texts.slice(0, -1)) await talk.say(text)
  const heard = await talk.say(texts.at(-1)!)
  await talk.close()
  const decided = heard.facts.findLast(({ kind }) => kind === 'turn.decided')
  return { outcome: decided?.payload.outcome, status: heard.status }
}

const QUESTION = '包装盒能回收吗'
const BABBLE = ['嘟嘟嘟噜噜', '哔哔巴巴', '啵啵啵咚咚']

test('in peak time the bot answers what it only asked back about and hands over later; the wall and the log say how', async () => {
  const found = await admin.http<{ items: { score: number }[] }>(
    `/api/knowledge/search?q=${encodeURIComponent(QUESTION)}&language=zh`,
  )
  const score = found.items[0]!.score
  const answer = Math.round((score + 0.27) * 100) / 100
  await admin.http('/api/knowledge/thresholds', { method: 'PUT', body: { answer, askBack: 0.35 } })
  assert.equal((await outcomeOf(QUESTION)).outcome, 'asked')
  assert.deepEqual(await outcomeOf(...BABBLE), { outcome: 'handed-over', status: 'queued' })

  const on = (await peak({ mode: 'on', answer: -0.1, patience: 2 })).peak!
  assert.deepEqual(on.answer, { usual: answer, now: Math.round((answer - 0.1) * 1000) / 1000 })
  assert.deepEqual(on.patience, { usual: 3, now: 5 })
  assert.ok(Date.now() - Date.parse(on.since) < 60_000)
  assert.equal((await outcomeOf(QUESTION)).outcome, 'answered')
  assert.deepEqual(await outcomeOf(...BABBLE), { outcome: 'unresolved', status: 'bot' })

  await peak({ mode: 'off' })
  assert.deepEqual(await outcomeOf(...BABBLE), { outcome: 'handed-over', status: 'queued' })
  const { items } = await admin.http<{ items: AuditRecord[] }>('/api/audit?action=peak.*&limit=10')
  assert.deepEqual(
    items.map(({ action, detail }) => [action, detail.answer, detail.patience]),
    [
      ['peak.ended', undefined, undefined],
      ['peak.begun', -0.1, 2],
    ],
  )
})

test('a raised answer threshold asks back where the bot else answers; further than the limits is refused', async () => {
  const found = await admin.http<{ items: { score: number }[] }>(
    `/api/knowledge/search?q=${encodeURIComponent(QUESTION)}&language=zh`,
  )
  const answer = Math.round((found.items[0]!.score + 0.2) * 100) / 100
  await admin.http('/api/knowledge/thresholds', { method: 'PUT', body: { answer, askBack: 0.35 } })
  assert.equal((await outcomeOf(QUESTION)).outcome, 'answered')
  await peak({ mode: 'on', answer: 0.1, patience: 0 })
  assert.equal((await outcomeOf(QUESTION)).outcome, 'asked')
  const rules = await released()
  for (const wrong of [{ answer: 0.2 }, { answer: -0.2 }, { patience: 4 }, { patience: -3 }]) {
    const body = { rules: { ...rules, peak: { ...rules.peak, ...wrong } } }
    await assert.rejects(admin.http('/api/routing/policies', { body }), /400/, JSON.stringify(wrong))
  }
})
