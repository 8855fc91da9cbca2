import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActionDefinition } from '#business/contract.ts'
import { checkFlow } from '#dialogue/check-flow.ts'
import { type Flow, type FlowProblem, flow as flowShape, type PackWording, packWording } from '#dialogue/contract.ts'
import { type Parsed, parseYaml } from '#dialogue/parse-flow.ts'

export type LoadedFlows = {
  flows: Flow[]
  wording: PackWording
  problems: FlowProblem[]
  files: Record<string, string>
}

/**
 * Reads the flows of all packs below `packsFolder`, and what they share. Never throws for a faulty flow: it is left
 * out and told in `problems`. `intents` null leaves the names of intents unchecked.
 */
export async function loadFlows(
  packsFolder: string,
  actions: readonly Pick<ActionDefinition, 'name' | 'writes'>[],
  intents: Set<string> | null = null,
): Promise<LoadedFlows> {
  const packs = (await readdir(packsFolder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  const sources: { file: string; source: string }[] = []
  const wordings: Parsed<PackWording>[] = []
  for (const pack of packs.sort()) {
    for (const name of await namesIn(join(packsFolder, pack, 'flows'))) {
      sources.push({
        file: `${pack}/flows/${name}`,
        source: await readFile(join(packsFolder, pack, 'flows', name), 'utf8'),
      })
    }
    if ((await namesIn(join(packsFolder, pack))).includes('wording.yaml')) {
      wordings.push(
        parseYaml(await readFile(join(packsFolder, pack, 'wording.yaml'), 'utf8'), `${pack}/wording.yaml`, packWording),
      )
    }
  }
  const wording = mergeWording(wordings.flatMap((one) => one.data ?? []))
  const checked = checkSources(sources, { actions, wording, intents })
  return { ...checked, wording, problems: [...wordings.flatMap((one) => one.problems), ...checked.problems] }
}

/** Parses and checks flow files together, so that they may refer to one another. */
export function checkSources(
  sources: { file: string; source: string }[],
  around: {
    actions: readonly Pick<ActionDefinition, 'name' | 'writes'>[]
    wording: PackWording
    intents: Set<string> | null
    flows?: Flow[]
  },
): Pick<LoadedFlows, 'flows' | 'problems' | 'files'> {
  const parsed = sources.map(({ file, source }) => ({ file, ...parseYaml(source, file, flowShape) }))
  const flows = [...(around.flows ?? []), ...parsed.flatMap((one) => one.data ?? [])]
  const problems = parsed.flatMap((one) => one.problems)
  const sound: Flow[] = []
  const files: Record<string, string> = {}
  for (const { file, data, lineOf } of parsed) {
    if (!data) continue
    const found = checkFlow(data, { ...around, flows }, file, lineOf)
    if (files[data.id])
      found.push({
        file,
        line: lineOf(['id']),
        message: `the flow "${data.id}" is also in ${files[data.id]}; ids must differ`,
      })
    problems.push(...found)
    if (found.length === 0) sound.push(data)
    files[data.id] ??= file
  }
  return { flows: sound, problems, files }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  } catch (error) {
    // A pack without flows is fine.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function mergeWording(all: PackWording[]): PackWording {
  return {
    terms: Object.assign({}, ...all.map((one) => one.terms)),
    cards: Object.assign({}, ...all.map((one) => one.cards)),
    lists: Object.assign({}, ...all.map((one) => one.lists)),
    menu: all.flatMap((one) => one.menu),
    by_entity: Object.assign({}, ...all.map((one) => one.by_entity)),
    sensitive: all.flatMap((one) => one.sensitive),
  }
}
