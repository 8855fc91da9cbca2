import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FIRST_MENU } from '#voice/menu/first-menu.ts'
import { nodeMenu, personalMenu } from '#voice/menu/personal-menu.ts'
import { openMenuTalk } from '#voice/menu-talk.ts'
import type { Talk } from '#voice/talk.ts'

function openCall(tier = 'regular', { withMenu = true, lastNegative = false } = {}) {
  const said: string[] = []
  const told: string[] = []
  const talk: Talk = {
    tell: async (text) => void told.push(text),
    press: async (keys) => void told.push(`key ${keys}`),
    askForPerson: async (wanted) =>
      void told.push(`person${wanted?.senior ? ' senior' : ''} ${wanted?.skill ?? ''}`.trim()),
    rate: async () => true,
    conversation: () => null,
    seq: () => null,
    close: () => undefined,
  }
  const facts = {
    language: 'zh' as const,
    tier,
    elderly: false,
    used: [],
    likely: [],
    pending: null,
    lastNegative,
  }
  const menu = personalMenu(FIRST_MENU, facts, true)
  const further = (node: string) => nodeMenu(FIRST_MENU, node, menu, true)
  let turns = 0
  const events = {
    say: (line: string) => void said.push(line),
    tell: ({ kind }: { kind: string }) => void (kind === 'answered' && turns++),
  }
  return { said, told, turns: () => turns, talk: openMenuTalk(talk, withMenu ? { menu, further } : null, events) }
}

test('a call begins with its menu; keys lead through it to what is told the assistant, then keys are its own', async () => {
  const { said, told, talk, turns } = openCall()
  assert.equal(talk.begin(), true)
  assert.ok(said.includes('订单和物流请按1') && talk.phrases().includes('开发票'))
  await talk.press('1')
  assert.ok(said.includes('查询物流请按2'))
  await talk.press('2')
  assert.deepEqual(told, ['我的快递到哪了'])
  await talk.press('2')
  await talk.tell('就这个')
  assert.deepEqual(told.slice(1), ['key 2', '就这个'])
  assert.deepEqual([turns(), talk.phrases()], [1, []])
})

test('words choose as well; what no choice holds goes to the assistant; a wrong key hears the menu again', async () => {
  const byWord = openCall()
  byWord.talk.begin()
  await byWord.talk.press('8')
  assert.ok(byWord.said.includes('没有这个选项。') && byWord.told.length === 0)
  await byWord.talk.tell('我想开发票')
  assert.deepEqual(byWord.told, ['我要开发票'])
  const free = openCall()
  free.talk.begin()
  await free.talk.tell('我的电饭煲煮不熟饭')
  assert.deepEqual(free.told, ['我的电饭煲煮不熟饭'])
})

test('a VIP hears no menu and is put through; a call without a menu begins as before', async () => {
  const vip = openCall('vip')
  assert.equal(vip.talk.begin(), true)
  await vip.talk.tell('你好')
  assert.deepEqual(vip.told, ['person', '你好'])
  const upset = openCall('regular', { lastNegative: true })
  upset.talk.begin()
  assert.deepEqual(upset.told, ['person senior'])
  const plain = openCall('regular', { withMenu: false })
  assert.equal(plain.talk.begin(), false)
  await plain.talk.press('1')
  assert.deepEqual(plain.told, ['key 1'])
})
