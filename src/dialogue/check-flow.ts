import type { ActionDefinition } from '#business/contract.ts'
import type { Flow, FlowProblem, FlowStep, PackWording } from '#dialogue/contract.ts'
import { ExpressionError, parseExpression, pathsOf } from '#dialogue/expression.ts'
import { exitsOf } from '#dialogue/flow-graph.ts'
import { FORMATS } from '#dialogue/format.ts'
import { holesOf } from '#dialogue/render.ts'

/** What a flow may refer to. `intents` null: not known here, so not checked. */
export type Surroundings = {
  flows: Flow[]
  actions: readonly Pick<ActionDefinition, 'name' | 'writes'>[]
  wording: PackWording
  intents: Set<string> | null
  /** Pack of each flow. An intent may start a flow of several packs; the pack that is shown goes before. */
  packOf?: ReadonlyMap<string, string>
}

type Report = (path: PropertyKey[], message: string) => void

/** Checks what a schema cannot: that everything named exists, every step can be reached and leads to an end, and nothing is changed without a yes. */
export function checkFlow(
  flow: Flow,
  around: Surroundings,
  file: string,
  lineOf: (path: PropertyKey[]) => number,
): FlowProblem[] {
  const problems: FlowProblem[] = []
  const report: Report = (path, message) => {
    problems.push({ file, line: lineOf(path), message })
  }
  checkHead(flow, around, report)
  checkSlots(flow, report)
  for (const [index, step] of flow.steps.entries()) checkStep(flow, step, index, around, report)
  checkTexts(flow, around, report)
  if (problems.length === 0) checkPaths(flow, around, report)
  return problems
}

function checkHead(flow: Flow, { flows, intents, packOf }: Surroundings, report: Report): void {
  const pack = packOf?.get(flow.id)
  const isRival = (other: Flow) => other.id !== flow.id && (packOf?.get(other.id) ?? pack) === pack
  flow.intents.forEach((intent, index) => {
    if (intents && !intents.has(intent))
      report(['intents', index], `there is no intent "${intent}"; add it under intents/ or correct the name`)
    const other = flows.find((one) => isRival(one) && one.intents.includes(intent))
    if (other)
      report(
        ['intents', index],
        `the intent "${intent}" already starts the flow "${other.id}"; an intent can start only one`,
      )
  })
  if (flow.guest && !flows.some((one) => one.id === flow.guest))
    report(['guest'], `there is no flow "${flow.guest}"; correct the name`)
  const seen = new Set<string>()
  flow.steps.forEach((step, index) => {
    if (seen.has(step.id)) report(['steps', index, 'id'], `the step "${step.id}" exists twice; rename one of them`)
    seen.add(step.id)
  })
}

function checkSlots(flow: Flow, report: Report): void {
  for (const [name, slot] of Object.entries(flow.slots)) {
    if (slot.kind === 'enum' && !slot.options)
      report(['slots', name], `the slot "${name}" is an enum without options; add "options:"`)
    if (slot.pattern && !isPattern(slot.pattern))
      report(['slots', name, 'pattern'], `the pattern of "${name}" is not a regular expression`)
  }
}

const isPattern = (source: string): boolean => {
  try {
    return new RegExp(source, 'iu') instanceof RegExp
  } catch {
    return false
  }
}

function checkStep(flow: Flow, step: FlowStep, index: number, around: Surroundings, report: Report): void {
  const at = (...path: PropertyKey[]) => ['steps', index, ...path]
  const ids = new Set(flow.steps.map((one) => one.id))
  for (const exit of exitsOf(flow, step)) {
    if (exit.to === null)
      report(at(), `the step "${step.id}" is the last one and leads nowhere; add "next:" or an end step after it`)
    else if (!ids.has(exit.to))
      report(at(...exit.path), `there is no step "${exit.to}" in this flow; correct the name or add the step`)
  }
  const slotNames =
    step.kind === 'collect'
      ? [...step.slots, ...(step.form?.slots ?? [])]
      : step.kind === 'confirm'
        ? (step.corrects ?? [])
        : step.kind === 'say'
          ? step.forget
          : []
  for (const name of slotNames) {
    if (!flow.slots[name])
      report(at('slots'), `there is no slot "${name}"; declare it under "slots:" or correct the name`)
  }
  if (step.kind === 'collect' && step.candidates && !around.wording.lists[step.candidates.list]) {
    report(
      at('candidates', 'list'),
      `there is no list "${step.candidates.list}" in wording.yaml; add it or correct the name`,
    )
  }
  if (step.kind === 'verify' && !step.level && !step.action)
    report(at(), `the step "${step.id}" asks for nothing; add "level:" or "action:"`)
  if (
    (step.kind === 'call' || (step.kind === 'verify' && step.action)) &&
    !around.actions.some((action) => action.name === step.action)
  ) {
    report(
      at('action'),
      `there is no action "${step.action}"; the business offers ${around.actions.map((action) => action.name).join(', ')}`,
    )
  }
  const flowNames =
    step.kind === 'flow'
      ? [step.flow]
      : step.kind === 'end'
        ? step.offers.map((one) => one.flow)
        : step.kind === 'call'
          ? step.instead.map((one) => one.flow)
          : []
  for (const name of flowNames) {
    if (!around.flows.some((one) => one.id === name))
      report(
        at(step.kind === 'flow' ? 'flow' : step.kind === 'end' ? 'offers' : 'instead'),
        `there is no flow "${name}"; correct the name`,
      )
  }
  const cards =
    step.kind === 'say' || step.kind === 'end'
      ? step.parts
      : step.kind === 'collect' || step.kind === 'confirm'
        ? step.show
        : []
  cards.forEach((part, place) => {
    if (part.kind === 'card' && !around.wording.cards[part.use]) {
      report(
        at(step.kind === 'say' || step.kind === 'end' ? 'parts' : 'show', place, 'use'),
        `there is no card "${part.use}" in wording.yaml; add it or correct the name`,
      )
    }
  })
}

/** Keys whose value is an expression; every other text is a template. */
const EXPRESSIONS = new Set(['when', 'where', 'of', 'rule', 'date'])
const VERBATIM = new Set([
  'pattern',
  'words',
  'id',
  'kind',
  'next',
  'go',
  'else',
  'action',
  'level',
  'save',
  'keep',
  'slots',
  'flow',
  'use',
  'list',
  'intents',
])
const ROOTS = new Set(['slot', 'shown', 'result', 'memory', 'customer', 'call', 'now', 'item', 'value'])

/** Parses every expression and template, and looks up what they read. */
function checkTexts(flow: Flow, around: Surroundings, report: Report): void {
  const saved = new Set(flow.steps.flatMap((step) => (step.kind === 'call' && step.save ? [step.save] : [])))
  const read = (source: string, path: PropertyKey[]) => {
    try {
      for (const [root, name] of pathsOf(parseExpression(source))) {
        if (!ROOTS.has(String(root)))
          report(path, `"${root}" is nothing an expression can read; use ${[...ROOTS].join(', ')}`)
        if ((root === 'slot' || root === 'shown') && !flow.slots[String(name)])
          report(path, `there is no slot "${name}"; declare it under "slots:" or correct the name`)
        if (root === 'result' && name !== 'error' && !String(name).startsWith('list_') && !saved.has(String(name))) {
          report(path, `no call saves its answer as "${name}"; add "save: ${name}" or correct the name`)
        }
      }
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      report(path, error.message)
    }
  }
  const visit = (value: unknown, path: PropertyKey[], key: string) => {
    if (typeof value === 'string') {
      if (EXPRESSIONS.has(key)) return read(value, path)
      if (VERBATIM.has(key)) return
      for (const hole of holesOf(value)) {
        read(hole.expression, path)
        if (hole.format && !FORMATS[hole.format])
          report(path, `there is no format "${hole.format}"; use ${Object.keys(FORMATS).join(', ')}`)
      }
    } else if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index], key)
    else if (value && typeof value === 'object')
      // What an action's fields are called says nothing of what stands in them.
      for (const [name, item] of Object.entries(value))
        visit(item, [...path, name], path.includes('input') ? 'input' : name)
  }
  visit(flow.slots, ['slots'], 'slots_')
  visit(flow.steps, ['steps'], 'steps_')
  for (const [set] of termSets(flow))
    if (!around.wording.terms[set])
      report(['steps'], `there are no terms "${set}" in wording.yaml; add them or correct the name`)
}

const termSets = (flow: Flow) =>
  [...JSON.stringify(flow.steps).matchAll(/\|\s*term (\w+)/g)].map((match) => [match[1]!] as const)

function checkPaths(flow: Flow, around: Surroundings, report: Report): void {
  const exits = new Map(flow.steps.map((step) => [step.id, exitsOf(flow, step).flatMap((exit) => exit.to ?? [])]))
  const reachable = reach(flow.steps[0]!.id, (id) => exits.get(id) ?? [])
  const back = (id: string) => flow.steps.filter((step) => exits.get(step.id)?.includes(id)).map((step) => step.id)
  const finals = flow.steps.filter((step) => exits.get(step.id)?.length === 0).map((step) => step.id)
  const ending = new Set(finals.flatMap((id) => [...reach(id, back)]))
  flow.steps.forEach((step, index) => {
    if (!reachable.has(step.id))
      report(['steps', index], `no path leads to the step "${step.id}"; remove it or lead a step to it`)
    else if (!ending.has(step.id))
      report(['steps', index], `from the step "${step.id}" no path leads to an end; add an end step`)
  })
  const writes = new Set(around.actions.filter((action) => action.writes).map((action) => action.name))
  const unasked = reach(flow.steps[0]!.id, (id) => {
    const step = flow.steps.find((one) => one.id === id)
    return step?.kind === 'confirm' ? [...(step.no ? [step.no] : [])] : (exits.get(id) ?? [])
  })
  // After a yes a further question would change what was agreed to.
  const asked = new Set(
    flow.steps
      .filter((step) => step.kind === 'collect' && reachable.has(step.id))
      .flatMap((step) => exits.get(step.id) ?? []),
  )
  const afresh = new Set(
    [...asked].flatMap((id) => [
      ...reach(id, (one) =>
        flow.steps.find((step) => step.id === one)?.kind === 'confirm' ? [] : (exits.get(one) ?? []),
      ),
    ]),
  )
  flow.steps.forEach((step, index) => {
    if (step.kind === 'call' && writes.has(step.action) && (unasked.has(step.id) || afresh.has(step.id))) {
      report(
        ['steps', index],
        `"${step.action}" changes something, but a path leads to "${step.id}" without a confirm; put a confirm step right before it`,
      )
    }
  })
}

function reach(from: string, exits: (id: string) => string[]): Set<string> {
  const seen = new Set([from])
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const to of exits(id)) {
      if (!seen.has(to)) open.push(to)
      seen.add(to)
    }
  }
  return seen
}
