import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { actionsOf } from '#business/actions-of.ts'
import { loadFlows } from '#dialogue/load-flows.ts'
import { openStage, type Stage } from './open-stage.ts'
import { play } from './play.ts'
import { packsWithDialogues, readScenarios } from './scenario.ts'

const PACKS = join(import.meta.dirname, '../../packs')

// Each pack alone beside the base, as a company of that trade has it. `PACK=finance` plays one of them.
for (const pack of packsWithDialogues().filter((id) => id !== 'ecommerce' && id === (process.env.PACK ?? id))) {
  describe(`the pack ${pack}`, () => {
    let stage: Stage
    before(async () => {
      stage = await openStage(pack)
    })
    after(() => stage.close())
    const scenarios = readScenarios(pack)

    test('has at least 15 scripted dialogues, some of them in English', () => {
      assert.ok(scenarios.length >= 15, `${scenarios.length}`)
      assert.ok(scenarios.some(({ language }) => language === 'en'))
    })
    test('every flow of it is walked in some dialogue', async () => {
      const folders = [join(PACKS, 'base'), join(PACKS, pack)]
      const { flows, files, problems } = await loadFlows(folders, actionsOf(folders))
      assert.deepEqual(problems, [])
      const walked = new Set(scenarios.flatMap(({ turns }) => turns.map(({ expect }) => expect?.flow)))
      const own = flows.map(({ id }) => id).filter((id) => files[id]?.startsWith(`${pack}/`))
      assert.deepEqual(
        own.filter((id) => !walked.has(id)),
        [],
      )
    })
    for (const scenario of scenarios) test(`${scenario.file}: ${scenario.name}`, () => play(stage, scenario))
  })
}
