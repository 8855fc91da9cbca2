import { type Draft, needsShort, speak } from '#dialogue/draft.ts'
import type { Reading } from '#dialogue/interpret.ts'
import { textPart } from '#dialogue/render.ts'
import { CALM_MOOD, fold, stateOf } from '#emotion/fold.ts'
import type { AppliedStrategy, Risk } from '#emotion/strategy/contract.ts'
import { situationOf } from '#emotion/strategy/situation.ts'
import { textSignal } from '#emotion/text-signal.ts'

/** Finds the strategy for how the customer feels by now, and remembers the feeling. Says and does nothing yet. */
export function planTurn(draft: Draft, reading: Reading, sensitive: boolean): void {
  const { state, world } = draft
  if (!world.strategy) return
  // The bot answers at once: whatever was said before this message has been answered.
  const before = state.mood ?? CALM_MOOD
  const { normalized, emotion } = reading.understanding
  const at = world.now.getTime()
  const signal = reading.choice ? null : textSignal({ seq: reading.seq, at, text: reading.text, normalized, emotion })
  if (signal) draft.trace.signal = signal
  const mood = signal ? fold(before, { signal }) : before
  state.mood = { ...mood, answeredAt: at }
  const feeling = stateOf(state.mood, at)
  const scenes = scenesOf(draft, reading)
  const risk: Risk = sensitive
    ? 'sensitive'
    : reading.understanding.needs.includes('escalation')
      ? 'escalation'
      : 'none'
  const { tier, elderly } = world.customer
  const expert = reading.entities.some(({ kind }) => kind === 'fault_code')
  const chosen = world.strategy(situationOf({ emotion: feeling, tier, elderly, scenes, risk, expert }))
  if (!chosen) {
    if (state.strategy) draft.trace.strategyEnded = state.strategy
    state.strategy = null
    return
  }
  const { strategy, version } = chosen
  const fresh = state.strategy !== strategy.id
  state.strategy = strategy.id
  const applied: AppliedStrategy = {
    ...{ strategyId: strategy.id, version, seq: reading.seq, emotion: feeling.label, level: feeling.level },
    ...{ score: feeling.score, tier, scene: scenes[0] ?? null, risk, did: [] },
    ...{ serve: strategy.treat.serve, largeType: strategy.treat.largeType },
  }
  draft.plan = { treat: strategy.treat, fresh, applied }
  if (strategy.treat.lockWording) applied.did.push('locked-wording')
  if (needsShort(draft) && !elderly) applied.did.push('short-sentences')
}

/** The words that come first, once each time the strategy changes; none where wording is fixed. */
export function sayFirst(draft: Draft): boolean {
  const { plan, state } = draft
  const words = plan?.fresh && !plan.treat.lockWording ? plan.treat.words : null
  if (!plan || !words) return false
  speak(draft, textPart(words[state.language]))
  plan.applied.did.push('said-words')
  return true
}

/** What it is about: the running task with its kinds, then what the message asks for. */
function scenesOf({ state, engine }: Draft, reading: Reading): string[] {
  const best = reading.intents[0]
  const asked = best && best.confidence >= engine.thresholds.intent ? best.id : null
  const flows = [state.stack.at(-1)?.flow, asked && engine.byIntent.get(asked)?.id]
    .flatMap((id) => (id && engine.flows.get(id)) || [])
    .flatMap((flow) => [flow.id, flow.ticket_type, flow.skill ?? ''])
  return [...new Set([...flows, asked ?? ''].filter(Boolean))]
}
