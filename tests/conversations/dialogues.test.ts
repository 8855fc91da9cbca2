import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { actions } from '#business/actions.ts'
import { loadFlows } from '#dialogue/load-flows.ts'
import { openStage, type Stage } from './open-stage.ts'
import { play } from './play.ts'
import { readScenarios } from './scenario.ts'

let stage: Stage
before(async () => {
  stage = await openStage('ecommerce')
})
after(() => stage.close())

const scenarios = readScenarios('ecommerce')
test('there are at least 75 scripted dialogues, 20 of them in English', () => {
  assert.ok(scenarios.length >= 75, `${scenarios.length}`)
  assert.ok(scenarios.filter(({ language }) => language === 'en').length >= 20)
})

test('each task of the pack is brought to its end within three messages', async () => {
  const { flows } = await loadFlows([join(import.meta.dirname, '../../packs/ecommerce')], actions)
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

for (const scenario of scenarios) test(`${scenario.file}: ${scenario.name}`, () => play(stage, scenario))
