import type { Flow, FlowGraph, FlowStep, PartTemplate } from '../../../../src/dialogue/contract.ts'

type What =
  | 'ask'
  | 'reask'
  | 'invalid'
  | 'option'
  | 'confirm'
  | 'yes'
  | 'say'
  | 'choice'
  | 'handOver'
  | 'ticket'
  | 'filler'
  | 'offer'
  | 'timeline'
export type StepText = { what: What; name?: string; zh: string; en: string }
type Both = { zh: string; en: string }

const text = (what: What, both: Both | undefined, name?: string): StepText[] =>
  both ? [{ what, zh: both.zh, en: both.en, ...(name ? { name } : {}) }] : []

/** Everything a step may say to the customer, in the order it would be met. */
export function stepTexts(flow: Flow, step: FlowStep): StepText[] {
  switch (step.kind) {
    case 'collect':
      return [
        ...text('ask', step.ask),
        ...text('reask', step.reask),
        ...step.slots.flatMap((name) => [
          ...(flow.slots[name]?.options ?? []).flatMap((option) => text('option', option.label, option.value)),
          ...text('invalid', flow.slots[name]?.invalid, name),
        ]),
        ...step.show.flatMap(partTexts),
      ]
    case 'confirm':
      return [...text('confirm', step.text), ...text('yes', step.yes), ...step.show.flatMap(partTexts)]
    case 'say':
      return step.parts.flatMap(partTexts)
    case 'end':
      return [
        ...step.parts.flatMap(partTexts),
        ...step.offers.flatMap((offer) => text('offer', offer.label, offer.flow)),
      ]
    case 'call':
      return [
        ...text('filler', step.filler),
        ...step.instead.flatMap((offer) => text('offer', offer.label, offer.flow)),
      ]
    case 'hand-over':
      return text('handOver', step.text)
    case 'ticket':
      return text('ticket', step.title)
    default:
      return []
  }
}

function partTexts(part: PartTemplate): StepText[] {
  if (part.kind === 'text') return text('say', part.text, part.when)
  if (part.kind === 'choices') return part.options.flatMap((option) => text('choice', option.label, option.value))
  if (part.kind === 'timeline') return text('timeline', part.title)
  return []
}

export type FactName = 'slots' | 'action' | 'save' | 'flow' | 'when' | 'skill' | 'priority' | 'outcome' | 'list'

/** What else there is to know of a step: names and conditions as the flow writes them. */
export function stepFacts(step: FlowStep): [FactName, string][] {
  switch (step.kind) {
    case 'collect':
      return [
        ['slots', step.slots.join(', ')],
        ...(step.candidates ? [['list', step.candidates.list] as [FactName, string]] : []),
      ]
    case 'branch':
      return [['when', step.cases.map((one) => `${one.when} → ${one.go}`).join('\n')]]
    case 'call':
      return [['action', step.action], ...(step.save ? [['save', step.save] as [FactName, string]] : [])]
    case 'hand-over':
      return [...(step.skill ? [['skill', step.skill] as [FactName, string]] : []), ['priority', String(step.priority)]]
    case 'ticket':
      return [['priority', step.priority]]
    case 'flow':
      return [['flow', step.flow]]
    case 'end':
      return [['outcome', step.outcome]]
    default:
      return []
  }
}

/** The graph with what the customer reads on steps that carry only their id. */
export function withTexts(flow: Flow, graph: FlowGraph): FlowGraph {
  const steps = new Map(flow.steps.map((step) => [step.id, step]))
  const nodes = graph.nodes.map((node) => {
    const step = steps.get(node.id)
    const said =
      step && node.label.zh === node.id ? stepTexts(flow, step).find((one) => one.what !== 'offer') : undefined
    return said ? { ...node, label: { zh: said.zh, en: said.en } } : node
  })
  return { ...graph, nodes }
}
