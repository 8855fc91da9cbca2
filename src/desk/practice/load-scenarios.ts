import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { type Scenario, scenario } from '#desk/practice/contract.ts'
import { foldersOf, readYaml } from '#platform/read-yaml.ts'

/** The customers to practise with, of all packs. Throws with file and line. */
export function loadScenarios(packs: string | readonly string[]): Scenario[] {
  return foldersOf(packs).flatMap((folder) => {
    const file = join(folder, 'practice.yaml')
    const pack = basename(folder)
    return existsSync(file) ? readYaml(file, z.array(scenario)).map((one) => ({ ...one, id: `${pack}.${one.id}` })) : []
  })
}
