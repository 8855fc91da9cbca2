import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CallerFacts, MenuVersion, PersonalMenu } from '#voice/menu/contract.ts'
import { call } from '../harness/call.ts'
import { startInProcess } from '../harness/in-process.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'

let server: Awaited<ReturnType<typeof startInProcess>>
let chief: TeamClient
let agent: TeamClient
before(async () => {
  server = await startInProcess(KIND)
  ;[chief, agent] = await Promise.all([signIn(server.url, 'admin'), signIn(server.url, 'lina')])
})
after(() => server?.stop())

const heardBy = (customer: string) =>
  chief.http<{ facts: CallerFacts; menu: PersonalMenu }>(`/api/customers/${customer}/voice-menu`)

test('each of the cast hears a menu of his own, from what the house and the shop know of him', async () => {
  const { menu: vip } = await heardBy('c-lin')
  assert.equal(vip.direct?.kind, 'person')
  const { facts, menu: slow } = await heardBy('c-zhou')
  assert.ok(facts.elderly && slow.speed < 1 && facts.likely.includes('logistics'))
  const { menu: back } = await heardBy('c-chen')
  assert.match(back.lines[1]!, /^您的.*退款进度：/)
  assert.deepEqual(back.because, ['pending'])
  const { menu: careful } = await heardBy('c-wang')
  assert.deepEqual(careful.direct, { kind: 'person', senior: true, skill: null })
  const { menu: english } = await heardBy('c-emma')
  assert.match(english.lines[0]!, /^Hello/)
  assert.equal(english.choices[0]?.topic, 'logistics')
})

test('the menu is changed in versions; who was slower is told; a menu that cannot work is refused', async () => {
  const { version, menu } = await chief.http<MenuVersion>('/api/voice-menu')
  const changed = { ...menu, greeting: { ...menu.greeting, zh: '您好，我是智能助手小禾。' } }
  const save = (body: object, who = chief) =>
    call(server.url, '/api/voice-menu', { method: 'PUT', body, headers: who.headers })
  assert.equal((await save({ base: version, menu: changed, note: '换称呼' })).status, 200)
  assert.equal((await chief.http<MenuVersion>('/api/voice-menu')).menu.greeting.zh, changed.greeting.zh)
  assert.equal((await save({ base: version, menu })).status, 409)
  assert.equal((await save({ base: version + 1, menu }, agent)).status, 403)
  const broken = { ...menu, root: 'nowhere' }
  const refused = await save({ base: version + 1, menu: broken })
  assert.equal(refused.status, 400)
  assert.match(refused.text, /first menu/)
  const { items } = await chief.http<{ items: MenuVersion[] }>('/api/voice-menu/versions')
  assert.deepEqual(
    items.map(({ version: number, note }) => [number, note]),
    [
      [1, '换称呼'],
      [0, ''],
    ],
  )
})
