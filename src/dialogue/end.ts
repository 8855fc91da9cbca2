import type { Frame, Offer, TurnOutcome } from '#dialogue/contract.ts'
import { choices, type Draft, decided, flowOf, note, scopeOf, speak, tell, titleOf, top } from '#dialogue/draft.ts'
import { holds } from '#dialogue/expression.ts'
import type { WORDS } from '#dialogue/wording.ts'

/** Ends a flow: back to the one that called or was interrupted, else offers what may follow. */
export function finish(
  draft: Draft,
  frame: Frame,
  end: { outcome: TurnOutcome; offers: Offer[]; lead?: keyof typeof WORDS; quiet?: boolean },
): void {
  const { state } = draft
  const flow = flowOf(draft, frame)
  const scope = scopeOf(draft, frame)
  const offered = end.offers
    .filter((offer) => !offer.when || holds(offer.when, scope))
    .flatMap((offer) => {
      const target = draft.engine.flows.get(offer.flow)
      return target ? [{ value: `flow:${target.id}`, label: (offer.label ?? target.title)[state.language] }] : []
    })
  state.stack = state.stack.filter((other) => other !== frame)
  state.expects = null
  state.unresolved = 0
  if (!frame.called) {
    state.lastFlow = frame.flow
    state.lastFlowSeq = draft.seq
  }
  decided(draft, end.outcome)
  if (flow && end.outcome !== 'cancelled')
    note(draft, { zh: `${flow.title.zh}：已处理`, en: `${flow.title.en}: handled` })
  const below = top(draft)
  if (below && frame.called) {
    returnTo(draft, below, frame)
    return
  }
  if (below) {
    const resumed = flowOf(draft, below)
    if (resumed && !end.quiet) tell(draft, 'resume', { title: titleOf(draft, resumed) })
    return
  }
  if (state.waiting.length || offered.length === 0) return
  if (end.lead) tell(draft, end.lead)
  speak(draft, choices(offered))
  state.expects = { kind: 'candidates', slot: null, options: offered }
}

/** A part of a flow gives back what it learned and the caller goes on behind it. */
function returnTo(draft: Draft, caller: Frame, part: Frame): void {
  const flow = flowOf(draft, caller)
  for (const [name, slot] of Object.entries(part.slots)) if (flow?.slots[name]) caller.slots[name] = slot
}
