import type { Flow, FlowGraph, FlowStep } from '#dialogue/contract.ts'
import { nextStep } from '#dialogue/walk.ts'

/** A way out of a step. `to` null: there is none, though the step needs one. `path` is where the YAML says so. */
export type Exit = { to: string | null; label: string; path: PropertyKey[] }

/** The flow as nodes and edges, for a picture. Pure. */
export function flowGraph(flow: Flow): FlowGraph {
  return {
    nodes: flow.steps.map((step) => ({ id: step.id, kind: step.kind, label: labelOf(flow, step) })),
    edges: flow.steps.flatMap((step) =>
      exitsOf(flow, step).flatMap((exit) =>
        exit.to === null ? [] : [{ from: step.id, to: exit.to, label: exit.label }],
      ),
    ),
  }
}

export function exitsOf(flow: Flow, step: FlowStep): Exit[] {
  const next: Exit = { to: nextStep(flow, step), label: '', path: ['next'] }
  switch (step.kind) {
    case 'end':
    case 'hand-over':
      return []
    case 'flow':
      return next.to === null ? [] : [next]
    case 'collect':
      return step.candidates
        ? [next, { to: step.candidates.none, label: 'none', path: ['candidates', 'none'] }]
        : [next]
    case 'branch': {
      const cases = step.cases.map(
        (one, index): Exit => ({ to: one.go, label: one.when, path: ['cases', index, 'go'] }),
      )
      return [...cases, step.else ? { to: step.else, label: 'else', path: ['else'] } : { ...next, label: 'else' }]
    }
    case 'call': {
      const faults = Object.entries(step.on).map(
        ([why, to]): Exit => ({ to: to as string, label: why, path: ['on', why] }),
      )
      return [{ ...next, label: faults.length ? 'ok' : '' }, ...faults]
    }
    case 'confirm':
      return [{ ...next, label: 'yes' }, ...(step.no ? [{ to: step.no, label: 'no', path: ['no'] }] : [])]
    default:
      return [next]
  }
}

function labelOf(flow: Flow, step: FlowStep): { zh: string; en: string } {
  const both = (zh: string, en = zh) => ({ zh, en })
  switch (step.kind) {
    case 'collect': {
      const titles = step.slots.map((name) => flow.slots[name]?.title)
      return both(titles.map((title) => title?.zh).join('、'), titles.map((title) => title?.en).join(', '))
    }
    case 'call':
      return both(step.action)
    case 'verify':
      return both(step.action ?? step.level ?? step.id)
    case 'confirm':
      return both(step.text.zh.slice(0, 60), step.text.en.slice(0, 60))
    case 'say': {
      const text = step.parts.find((part) => part.kind === 'text')
      return text
        ? both(text.text.zh.slice(0, 60), text.text.en.slice(0, 60))
        : both(step.parts.map((part) => part.kind).join(', '))
    }
    case 'flow':
      return both(step.flow)
    case 'ticket':
      return both(step.title.zh, step.title.en)
    default:
      return both(step.id)
  }
}
