import { begin } from '#dialogue/begin.ts'
import { overlap } from '#dialogue/choose.ts'
import type { Flow, Frame } from '#dialogue/contract.ts'
import { namedSlot } from '#dialogue/correct.ts'
import { type Draft, tell, titleOf, top } from '#dialogue/draft.ts'
import { setSlot } from '#dialogue/fill.ts'
import type { Reading } from '#dialogue/interpret.ts'

/** "Not an exchange, a return": the other task takes this one's place, with the same order. */
export function takeOtherTask(draft: Draft, frame: Frame, flow: Flow, reading: Reading): boolean {
  const wanted =
    reading.corrects && !frame.called
      ? (taskNamed(draft, flow, reading.text) ?? taskMeant(draft, frame, flow, reading))
      : null
  if (!wanted) return false
  draft.state.stack.pop()
  tell(draft, 'next', { title: titleOf(draft, wanted.flow) })
  begin(draft, wanted.flow, {
    text: wanted.text,
    entities: reading.entities,
    reading: { ...reading, text: wanted.text, corrects: false },
  })
  const next = top(draft)
  if (next?.flow === wanted.flow.id) carryOver(draft, frame, flow, next, wanted.flow)
  return true
}

/** What was told for the one task and means the same in the other. */
function carryOver(draft: Draft, from: Frame, running: Flow, to: Frame, flow: Flow): void {
  for (const [name, held] of Object.entries(from.slots)) {
    const slot = flow.slots[name]
    const fits =
      slot?.kind === running.slots[name]?.kind && (slot?.options?.some(({ value }) => value === held.value) ?? true)
    if (slot && fits && !to.slots[name]) setSlot(draft, to, flow, name, held)
  }
}

/** The task whose name stands behind "not …, but". */
function taskNamed(draft: Draft, running: Flow, text: string): { flow: Flow; text: string } | null {
  const match = /(?:不是|不要|not )[^，,。]*[，,。；; ]+(.+)$/i.exec(text)
  const tail = match?.[1] ?? ''
  const scored = [...draft.engine.flows.values()]
    .filter((flow) => flow.intents.length > 0)
    .map((flow) => ({ flow, score: overlap(tail, `${flow.title.zh}|${flow.title.en.toLowerCase()}`) }))
    .sort((a, b) => b.score - a.score)
  const [first, second] = scored
  const clear = first && first.score >= 2 && first.score > (second?.score ?? 0) && first.flow !== running
  return clear ? { flow: first.flow, text: tail } : null
}

/** "Make it Friday instead", when a refund is read back: plainly the change of the flight, and nothing of the refund. */
function taskMeant(draft: Draft, frame: Frame, running: Flow, reading: Reading): { flow: Flow; text: string } | null {
  const [best] = reading.intents
  const flow = best && best.confidence >= draft.engine.thresholds.sure ? draft.engine.byIntent.get(best.id) : undefined
  if (!flow || flow === running || namedSlot(frame, running, reading)) return null
  return { flow, text: reading.text }
}

/** How many messages later "no, the other one" still means the task that ended last. */
const RECENT = 12

/** "No, the other one", after it was done: the same again for another order. */
export function otherOne(draft: Draft, reading: Reading): boolean {
  const { lastFlow, memory } = draft.state
  const flow = lastFlow && draft.engine.flows.get(lastFlow)
  if (!flow || top(draft) || reading.choice || !(reading.corrects || reading.other)) return false
  const slot = Object.keys(flow.slots).find((name) => flow.slots[name]!.kind === 'order')
  const held = slot && memory[flow.slots[slot]!.remember ?? '']
  if (!held || draft.seq - held.seq > RECENT) return false
  begin(draft, flow, { text: reading.text, entities: reading.entities, reading })
  const frame = top(draft)
  if (frame?.flow !== flow.id || frame.slots[slot]) return true
  frame.slots[slot] = { ...held }
  frame.reopened = slot
  return true
}
