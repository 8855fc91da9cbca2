import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openStage, PACKS, type Stage } from '#dialogue/testing.ts'
import { chooseStrategy } from '#emotion/strategy/choose-strategy.ts'
import type { ChooseStrategy } from '#emotion/strategy/contract.ts'
import { loadStrategies } from '#packs/strategies.ts'

const ALL = join(import.meta.dirname, '../../packs')
const lines = loadStrategies(PACKS)
/** Fixes the wording of whatever line is chosen. */
let locked = false
const strategy: ChooseStrategy = (situation) => {
  const chosen = chooseStrategy(lines, situation)
  const found = chosen && { ...chosen, treat: { ...chosen.treat, lockWording: locked || chosen.treat.lockWording } }
  return found && { strategy: found, version: 3 }
}

let stage: Stage
before(async () => {
  stage = await openStage({ strategy })
})
after(() => stage.close())

const FURIOUS = '气死我了！！你们就是骗子，太过分了！！！'

test('a furious customer gets a person first, with words that calm and a senior in sight', async () => {
  const heard = await stage.talk('c-lin').say(FURIOUS)
  assert.equal(heard.outcome, 'handed-over')
  assert.ok(heard.handOver && heard.handOver.priority >= 4)
  assert.match(heard.text, /道歉|抱歉/)
  assert.equal(heard.strategy?.version, 3)
  assert.ok(heard.strategy?.did.includes('handed-over') && heard.strategy.did.includes('said-words'))
})

test('a calm customer is served as ever', async () => {
  const heard = await stage.talk('c-lin').say('你们几点上班')
  assert.equal(heard.outcome === 'handed-over', false)
  assert.doesNotMatch(heard.text, /道歉|抱歉让您/)
})

test('the treatment changes in the middle of a conversation, and the words are said once', async () => {
  const talk = stage.talk('c-lin')
  await talk.say('我想查一下订单物流')
  const cross = await talk.say('怎么这么慢，不太满意')
  const again = await talk.say('真的不满意')
  const words = (text: string) => [...text.matchAll(/抱歉/g)].length
  assert.ok(words(cross.text) + words(again.text) >= 1)
  const furious = await talk.say(FURIOUS)
  assert.equal(furious.outcome, 'handed-over')
})

test('where wording is fixed none of the matrix is said before it, and the fact says so', async () => {
  const words = lines.find(({ id }) => id === 'base.anger-high')!.treat.words!.zh
  const free = await stage.talk('c-lin').say(FURIOUS)
  assert.ok(free.text.includes(words) && !free.strategy?.did.includes('locked-wording'))
  locked = true
  const fixed = await stage.talk('c-lin').say(FURIOUS)
  locked = false
  assert.ok(!fixed.text.includes(words) && fixed.strategy?.did.includes('locked-wording'))
  assert.equal(fixed.outcome, 'handed-over')
})

test('an elderly customer gets short sentences though nobody set his mode', async () => {
  const heard = await stage.talk('c-lin', { elderly: true }).say(FURIOUS)
  assert.match(heard.strategy?.strategyId ?? '', /elderly/)
})

test('every pack brings strategies whose scenes and scripts exist', () => {
  const packs = ['base', 'ecommerce', 'finance', 'government', 'telecom', 'travel']
  for (const pack of packs) assert.ok(loadStrategies([join(ALL, pack)]).length > 0, pack)
})
