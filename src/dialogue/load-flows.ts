import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ActionDefinition } from '#business/contract.ts'
import { checkFlow } from '#dialogue/check-flow.ts'
import { type Flow, type FlowProblem, flow as flowShape, type PackWording, packWording } from '#dialogue/contract.ts'
import { ownActions } from '#dialogue/own-actions.ts'
import { type Parsed, parseYaml } from '#dialogue/parse-flow.ts'
import { foldersOf } from '#platform/read-yaml.ts'

export type LoadedFlows = {
  flows: Flow[]
  wording: PackWording
  problems: FlowProblem[]
  files: Record<string, string>
}

/**
 * Reads the flows of the packs and what they share: all those inside one folder, or the folders named. Where two packs
 * serve the same intent the later one does, so the caller puts first what gives way. Never throws for a faulty flow: it
 * is left out and told in `problems`. `intents` null leaves the names of intents unchecked.
 */
export async function loadFlows(
  packs: string | readonly string[],
  actions: readonly Pick<ActionDefinition, 'name' | 'writes'>[],
  intents: Set<string> | null = null,
): Promise<LoadedFlows> {
  const sources: { file: string; source: string }[] = []
  const wordings: (Parsed<PackWording> & { file: string })[] = []
  for (const folder of foldersOf(packs)) {
    const pack = basename(folder)
    for (const name of await namesIn(join(folder, 'flows'))) {
      sources.push({ file: `${pack}/flows/${name}`, source: await readFile(join(folder, 'flows', name), 'utf8') })
    }
    if ((await namesIn(folder)).includes('wording.yaml')) {
      const file = `${pack}/wording.yaml`
      wordings.push({ file, ...parseYaml(await readFile(join(folder, 'wording.yaml'), 'utf8'), file, packWording) })
    }
  }
  const wording = mergeWording(wordings.flatMap((one) => one.data ?? []))
  const checked = checkSources(sources, { actions, wording, intents })
  const problems = [...wordings.flatMap((one) => one.problems), ...twiceNamed(wordings), ...checked.problems]
  return { ...checked, wording, problems }
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
  const packOf = new Map(parsed.flatMap(({ file, data }) => (data ? [[data.id, file.split('/')[0]!] as const] : [])))
  const actions = [...ownActions, ...around.actions]
  const sound: Flow[] = []
  const files: Record<string, string> = {}
  for (const { file, data, lineOf } of parsed) {
    if (!data) continue
    const found = checkFlow(data, { ...around, actions, flows, packOf }, file, lineOf)
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

/** Names are shared by all packs that are installed, so each pack begins its own with its id. */
function twiceNamed(wordings: (Parsed<PackWording> & { file: string })[]): FlowProblem[] {
  const seen = new Map<string, string>()
  return wordings.flatMap(({ file, data, lineOf }) =>
    (['terms', 'cards', 'lists'] as const).flatMap((kind) =>
      Object.keys(data?.[kind] ?? {}).flatMap((name) => {
        const other = seen.get(`${kind} ${name}`)
        seen.set(`${kind} ${name}`, file)
        const message = `${kind}: "${name}" is also in ${other}; begin it with the id of the pack`
        return other ? [{ file, line: lineOf([kind, name]), message }] : []
      }),
    ),
  )
}

function mergeWording(all: PackWording[]): PackWording {
  return {
    terms: Object.assign({}, ...all.map((one) => one.terms)),
    cards: Object.assign({}, ...all.map((one) => one.cards)),
    lists: Object.assign({}, ...all.map((one) => one.lists)),
    // The packs that come last are those shown, and what they offer stands first.
    menu: all.toReversed().flatMap((one) => one.menu),
    by_entity: Object.assign({}, ...all.map((one) => one.by_entity)),
    sensitive: all.flatMap((one) => one.sensitive),
    says: Object.assign({}, ...all.map((one) => one.says)),
  }
}
