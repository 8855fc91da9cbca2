import type { Moved } from '#emotion/observe.ts'
import type { AppliedStrategy, ChooseStrategy, Risk } from '#emotion/strategy/contract.ts'
import { situationOf } from '#emotion/strategy/situation.ts'
import { type AtHand, atHandOf } from '#emotion/strategy/strategy-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { NewEvent } from '#platform/ledger/contract.ts'

/**
 * While a person serves a customer, or he waits for one, the strategy follows his feeling as it does with the bot. Each
 * change is a fact that the person sees; what to make of it is up to him.
 */
export async function reapplyStrategies(tx: Tx, moved: readonly Moved[], choose: ChooseStrategy): Promise<void> {
  const byId = new Map(moved.map((one) => [one.conversationId, one]))
  const events = (await atHandOf(tx, [...byId.keys()])).flatMap((one) =>
    changeOf(one, byId.get(one.conversationId)!, choose),
  )
  if (events.length) await appendEvents(tx, events)
}

function changeOf(at: AtHand, { after, mood, escalates, customerId }: Moved, choose: ChooseStrategy): NewEvent[] {
  const { conversationId, tier, elderly, scenes, current } = at
  // Who threatened once is dealt with as somebody who threatens, calm or not.
  const risk: Risk = current?.risk && current.risk !== 'none' ? current.risk : escalates ? 'escalation' : 'none'
  const chosen = choose(situationOf({ emotion: after, tier, elderly, scenes, risk }))
  const was = current?.strategyId ?? null
  if ((chosen?.strategy.id ?? null) === was) return []
  const seq = mood.signals.at(-1)?.seq ?? 0
  const fact = { conversationId, customerId, actor: 'system' }
  if (!chosen) return [{ ...fact, kind: 'strategy.ended', payload: { strategyId: was, seq } }]
  const { strategy, version } = chosen
  const payload: AppliedStrategy = {
    ...{ strategyId: strategy.id, version, seq, emotion: after.label, level: after.level, score: after.score },
    ...{ tier, scene: scenes[0] ?? null, risk, did: ['told-agent'] },
    ...{ serve: strategy.treat.serve, largeType: strategy.treat.largeType },
  }
  return [{ ...fact, kind: 'strategy.applied', payload }]
}
