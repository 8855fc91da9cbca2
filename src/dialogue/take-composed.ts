import { type Composed, composed } from '#answers/contract.ts'
import type { ActionOutcome } from '#business/contract.ts'
import { articleOf, askAmong, giveAnswer, giveComposed } from '#dialogue/answer.ts'
import { begin } from '#dialogue/begin.ts'
import type { Composing } from '#dialogue/composing.ts'
import type { Flow } from '#dialogue/contract.ts'
import { type Draft, flowOf } from '#dialogue/draft.ts'
import { miss } from '#dialogue/miss.ts'
import type { Entity } from '#understanding/contract.ts'

/** The outcome of `compose`: the answer, the task that was meant, or what is said without the language model. */
export function takeComposed(draft: Draft, composing: Composing, outcome: ActionOutcome): void {
  const { state } = draft
  state.composing = null
  state.expects = null
  const made = outcome.ok ? composed.safeParse(outcome.data) : null
  if (made?.success && made.data.kind === 'answer') giveComposed(draft, made.data, composing)
  else if (!(made?.success && made.data.kind === 'start' && startTask(draft, made.data, composing)))
    sayInstead(draft, composing)
}

function sayInstead(draft: Draft, { text, entities, instead }: Composing): void {
  if (instead.kind === 'choices') {
    askAmong(draft, instead.options)
    return
  }
  const hit = instead.kind === 'article' ? articleOf(draft, text, instead.articleId) : null
  if (hit && instead.kind === 'article') giveAnswer(draft, hit, instead.follow, { text, entities })
  else miss(draft, { text, asks: true, photos: [], intents: [], understanding: { outOfScope: 0 } })
}

/** Begins the task that an action belongs to, from its first step: it asks and confirms as if the customer had named it. */
function startTask(draft: Draft, { action, input }: Extract<Composed, { kind: 'start' }>, words: Composing): boolean {
  const flow = [...draft.engine.flows.values()].find((one) => callOf(one, action))
  if (!flow || draft.state.stack.some((frame) => flowOf(draft, frame)?.id === flow.id)) return false
  const named = Object.entries(callOf(flow, action)!.input).flatMap(([key, template]): Entity[] => {
    const slot = typeof template === 'string' ? /^\{slot\.(\w+)\}$/.exec(template)?.[1] : undefined
    const [kind, value] = [slot && flow.slots[slot]?.kind, input[key]]
    if (!kind || !value || words.entities.some((entity) => entity.kind === kind)) return []
    return [{ kind: kind as Entity['kind'], text: value, value, start: 0, end: 0 }]
  })
  draft.trace.intent ??= flow.id
  begin(draft, flow, { text: words.text, entities: [...words.entities, ...named], reading: null })
  return true
}

const callOf = (flow: Flow, action: string) =>
  flow.steps.find((step) => step.kind === 'call' && step.action === action) as
    | Extract<Flow['steps'][number], { kind: 'call' }>
    | undefined
