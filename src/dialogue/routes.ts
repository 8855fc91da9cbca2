import { z } from 'zod'
import type { ActionDefinition } from '#business/contract.ts'
import { type Flow, flowGraphShape, flowProblem, flow as flowShape, type PackWording } from '#dialogue/contract.ts'
import { flowGraph } from '#dialogue/flow-graph.ts'
import { checkSources } from '#dialogue/load-flows.ts'
import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'

/** What the packs that are installed now teach. */
export type DialogueKnown = {
  flows: readonly Flow[]
  /** File of each flow below the packs, `PACK/flows/x.yaml`. */
  files: Record<string, string>
  wording: PackWording
  actions: readonly ActionDefinition[]
  intents: ReadonlySet<string> | null
}

const both = z.object({ zh: z.string(), en: z.string() })
const summary = z.object({
  id: z.string(),
  pack: z.string(),
  version: z.number().int(),
  title: both,
  intents: z.array(z.string()),
  steps: z.number().int(),
  /** Actions that change something. */
  writes: z.array(z.string()),
})
const params = z.object({ id: z.string().min(1).max(64) })

/** Flows are read here, and a draft can be checked; they are published as files of a pack. */
export function dialogueRoutes(known: () => DialogueKnown): Route[] {
  const find = (id: string): Flow => {
    const found = known().flows.find((one) => one.id === id)
    if (!found) throw new AppError('not_found')
    return found
  }
  return [
    route({
      method: 'GET',
      path: '/api/flows',
      access: 'flows.read',
      summary: 'Lists the flows of the bot.',
      tag: 'flows',
      response: z.object({ items: z.array(summary), nextCursor: z.null() }),
      handle: async () => ({ items: known().flows.map((flow) => summarise(flow, known())), nextCursor: null }),
    }),
    route({
      method: 'GET',
      path: '/api/flows/:id',
      access: 'flows.read',
      summary: 'Shows a flow: its definition and its graph.',
      tag: 'flows',
      params,
      response: z.object({ flow: flowShape, graph: flowGraphShape }),
      handle: async ({ params: { id } }) => ({ flow: find(id), graph: flowGraph(find(id)) }),
    }),
    route({
      method: 'GET',
      path: '/api/flows/:id/graph',
      access: 'flows.read',
      summary: 'Shows a flow as nodes and edges.',
      tag: 'flows',
      params,
      response: flowGraphShape,
      handle: async ({ params: { id } }) => flowGraph(find(id)),
    }),
    route({
      method: 'POST',
      path: '/api/flows/validate',
      access: 'flows.read',
      summary: 'Checks a flow written in YAML and tells each fault with its line; nothing is stored.',
      tag: 'flows',
      body: z.object({ yaml: z.string().min(1).max(200_000) }),
      response: z.object({ ok: z.boolean(), problems: z.array(flowProblem), graph: flowGraphShape.nullable() }),
      handle: async ({ body }) => validate(known(), body.yaml),
    }),
  ]
}

function summarise(flow: Flow, { files, actions }: DialogueKnown): z.infer<typeof summary> {
  const writing = new Set(actions.filter((action) => action.writes).map((action) => action.name))
  const calls = flow.steps.flatMap((step) => (step.kind === 'call' && writing.has(step.action) ? [step.action] : []))
  return {
    id: flow.id,
    version: flow.version,
    title: { zh: flow.title.zh, en: flow.title.en },
    pack: files[flow.id]?.split('/')[0] ?? '',
    intents: flow.intents,
    steps: flow.steps.length,
    writes: [...new Set(calls)],
  }
}

function validate(deps: DialogueKnown, yaml: string) {
  const draftId = /^id:\s*([a-z][a-z0-9_]*)/m.exec(yaml)?.[1]
  // A draft may refer to the published flows, and takes the place of the one with its id.
  const others = deps.flows.filter((flow) => flow.id !== draftId)
  const intents = deps.intents && new Set(deps.intents)
  const { flows, problems } = checkSources([{ file: 'draft.yaml', source: yaml }], {
    actions: deps.actions,
    wording: deps.wording,
    intents,
    flows: others,
  })
  return { ok: problems.length === 0, problems, graph: flows[0] ? flowGraph(flows[0]) : null }
}
