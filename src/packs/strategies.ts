import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { type Strategy, strategy } from '#emotion/strategy/contract.ts'
import { foldersOf, readYaml } from '#platform/read-yaml.ts'

/** `packs/ID/strategies.yaml`: lines of the strategy matrix; what a line does not say is as usual. */
const strategyFile = z.array(
  strategy.extend({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    when: strategy.shape.when.prefault({}),
    treat: strategy.shape.treat.prefault({}),
  }),
)

/** The lines of all packs, their ids behind the pack's. Throws with file and line. */
export function loadStrategies(packs: string | readonly string[]): Strategy[] {
  return foldersOf(packs).flatMap((folder) => {
    const file = join(folder, 'strategies.yaml')
    const pack = basename(folder)
    return existsSync(file) ? readYaml(file, strategyFile).map((one) => ({ ...one, id: `${pack}.${one.id}` })) : []
  })
}
