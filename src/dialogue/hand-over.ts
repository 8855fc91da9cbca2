import type { HandOver } from '#conversations/contract.ts'
import { type Draft, decided, flowOf, note, speak, tell } from '#dialogue/draft.ts'
import { clip } from '#dialogue/format.ts'
import { textPart } from '#dialogue/render.ts'
import type { WORDS } from '#dialogue/wording.ts'
import { VERIFY_FLOW } from '#verification/contract.ts'

type Request = {
  reason: HandOver['reason']
  skill: string | null
  priority?: number
  /** What to say: a sentence of the engine, or a text of the flow's own. */
  sentence?: keyof typeof WORDS
  text?: string
  /** What the customer said, when no flow tells what he wants. */
  wants?: string
}

/** Skills that can be told from what was going on. */
const FACT_TITLES: Record<string, { zh: string; en: string }> = {
  order: { zh: '订单', en: 'Order' },
  product: { zh: '商品', en: 'Product' },
  refund: { zh: '退款单', en: 'Refund' },
  phone: { zh: '电话', en: 'Phone' },
}

/** Calls a person, with the brief: what the customer wants, what was tried, what is known. Nothing is asked first. */
export function handOver(draft: Draft, request: Request): void {
  const { state, world } = draft
  const running = state.stack.map((frame) => ({ frame, flow: flowOf(draft, frame) }))
  for (const { flow } of running)
    if (flow && flow.id !== VERIFY_FLOW)
      note(draft, { zh: `正在办理：${flow.title.zh}`, en: `In progress: ${flow.title.en}` })
  const work = running.filter(({ frame }) => frame.flow !== VERIFY_FLOW)
  const main = work.at(-1)?.flow
  const raise = draft.plan?.treat.priority ?? 0
  if (raise > (request.priority ?? 0)) draft.plan?.applied.did.push('raised-priority')
  draft.plan?.applied.did.push('handed-over')
  const said = clip(((request.wants || work.at(-1)?.frame.opening) ?? '').trim(), 160)
  const facts = work.flatMap(({ frame, flow }) =>
    Object.entries(frame.slots).map(([name, slot]) => ({
      label: labelOf(flow?.slots[name]?.title ?? FACT_TITLES[name], name),
      value:
        slot.shown && slot.shown !== slot.value && /^[A-Z]{2}\d+$/.test(slot.value)
          ? `${slot.value} ${slot.shown}`
          : slot.shown || slot.value,
    })),
  )
  const shown = new Set(running.flatMap(({ frame }) => Object.values(frame.slots).map((slot) => slot.value)))
  const known = Object.entries(state.memory)
    .filter(([, slot]) => !shown.has(slot.value))
    .map(([key, slot]) => ({
      label: labelOf(FACT_TITLES[key], key),
      value: slot.value,
    }))
  const seen = new Set<string>()
  const handed: Omit<HandOver, 'at'> = {
    reason: request.reason,
    skill: request.skill ?? draft.person?.skill ?? draft.plan?.treat.skill ?? main?.skill ?? null,
    priority: Math.max(request.priority ?? 0, raise) + (TIERS[world.customer.tier] ?? 0),
    ...((draft.plan?.treat.serve === 'senior' || draft.person?.senior) && { senior: true }),
    wants: wantsOf(main?.title, said),
    tried: state.tried.slice(-20),
    facts: [...facts, ...known]
      .filter(({ label, value }) => value && !seen.has(`${label.en}${value}`) && seen.add(`${label.en}${value}`))
      .slice(0, 20),
  }
  const closed = world.afterHours?.(handed)
  if (closed) draft.actions.push({ kind: 'after-hours', opensAt: closed.opensAt })
  else {
    if (request.text) speak(draft, textPart(request.text))
    else tell(draft, request.sentence ?? 'handOver')
    draft.actions.push({ kind: 'hand-over', handOver: handed })
  }
  state.stack = []
  state.expects = null
  state.waiting = []
  state.unresolved = 0
  state.heat = 0
  decided(draft, closed ? 'chatted' : 'handed-over')
}

const TIERS: Record<string, number> = { vip: 2, gold: 1 }
const labelOf = (title: { zh: string; en: string } | undefined, name: string) => ({
  zh: title?.zh ?? name,
  en: title?.en ?? name,
})

function wantsOf(title: { zh: string; en: string } | undefined, said: string): HandOver['wants'] {
  if (!title) return { zh: said || '需要人工客服', en: said || 'Wants to talk to a person' }
  return { zh: said ? `${title.zh}：${said}` : title.zh, en: said ? `${title.en}: ${said}` : title.en }
}
