import type { Flow, FlowStep, Wording } from '#dialogue/contract.ts'
import { nextStep } from '#dialogue/walk.ts'

/** What a person would do next in a flow that the bot had begun, or would have begun; ready to be said. */
export type FlowNext = { flow: string; step: string; title: Wording; text: { zh: string; en: string } }

/**
 * The step a person goes on with: the one that stood last in the path, or the first of the flow that the intent starts.
 * Steps that only decide are passed over. Null when no flow fits. Pure.
 */
export function flowNext(flows: readonly Flow[], path: string | null, intent: string | null): FlowNext | null {
  const [, id, at] = /^([^@]+)@\d+\/(.+)$/.exec(path ?? '') ?? []
  const flow =
    flows.find((one) => one.id === id) ?? flows.find((one) => intent !== null && one.intents.includes(intent))
  if (!flow) return null
  let step: FlowStep | undefined = flow.steps.find((one) => one.id === at) ?? flow.steps[0]
  for (let passed = 0; step && passed < flow.steps.length; passed++) {
    const text = sayOf(flow, step)
    if (text) return { flow: flow.id, step: step.id, title: flow.title, text }
    const next = nextStep(flow, step)
    step = flow.steps.find((one) => one.id === next)
  }
  return null
}

/** The step in words for the customer; null for one that says nothing. */
function sayOf(flow: Flow, step: FlowStep): { zh: string; en: string } | null {
  if (step.kind === 'collect') {
    const titles = step.slots.flatMap((name) => flow.slots[name]?.title ?? [])
    const asked = {
      zh: `请您提供${titles.map(({ zh }) => zh).join('、')}，我马上为您处理。`,
      en: `Please tell me: ${titles.map(({ en }) => en).join(', ')}. I will take care of it right away.`,
    }
    return plain(step.ask) ?? asked
  }
  if (step.kind === 'confirm')
    return {
      zh: `我来为您办理${flow.title.zh}，请您确认一下信息，没问题我就提交。`,
      en: `I will take care of this for you: ${flow.title.en.toLowerCase()}. Please confirm the details and I will submit it.`,
    }
  if (step.kind === 'hand-over' && step.text) return plain(step.text)
  return null
}

/** A sentence without gaps that only the running flow could fill. */
const plain = ({ zh, en }: Wording): { zh: string; en: string } | null =>
  zh.includes('{') || en.includes('{') ? null : { zh, en }
