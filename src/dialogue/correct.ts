import { rewind } from '#dialogue/call.ts'
import { isReady } from '#dialogue/collect.ts'
import type { Flow, Frame, StepOf } from '#dialogue/contract.ts'
import { choices, type Draft, decided, label, speak, stepOf, tell, titleOf } from '#dialogue/draft.ts'
import type { Reading } from '#dialogue/interpret.ts'

/** Opens a slot again that the customer says is wrong, or asks which. The old value stays until the new one comes. */
export function correct(draft: Draft, frame: Frame, flow: Flow, reading: Reading): void {
  const slot =
    namedSlot(frame, flow, reading) ?? (draft.state.expects?.kind === 'confirm' ? null : latestSlot(frame, flow))
  if (slot) {
    reopen(draft, frame, flow, slot)
    return
  }
  askWhat(draft, frame, flow)
}

export function reopen(draft: Draft, frame: Frame, flow: Flow, slot: string): void {
  frame.reopened = frame.slots[slot] ? slot : null
  frame.misses = 0
  draft.state.expects = null
  decided(draft, 'asked')
  rewind(frame, flow)
}

/** The slot meant by "the address is wrong" or "the other one". */
export function namedSlot(frame: Frame, flow: Flow, reading: Reading): string | null {
  const text = reading.text.toLowerCase()
  const asked = collected(flow)
  const named = asked.find((name) => {
    const slot = flow.slots[name]!
    return (
      frame.slots[name] &&
      [slot.title.zh, slot.title.en, ...slot.words].some((word) => text.includes(word.toLowerCase()))
    )
  })
  if (named) return named
  if (!reading.other) return null
  const lists = flow.steps.filter(
    (step): step is StepOf<'collect'> => step.kind === 'collect' && step.candidates !== undefined,
  )
  return lists.flatMap((step) => step.slots).find((name) => frame.slots[name]) ?? null
}

/** Whether anything that was asked for has been told. */
export const isFilled = (frame: Frame, flow: Flow): boolean => latestSlot(frame, flow) !== null

const collected = (flow: Flow): string[] => [
  ...new Set(flow.steps.flatMap((step) => (step.kind === 'collect' ? step.slots : []))),
]

function latestSlot(frame: Frame, flow: Flow): string | null {
  const filled = collected(flow).filter((name) => frame.slots[name]?.value)
  return filled.sort((a, b) => frame.slots[b]!.seq - frame.slots[a]!.seq)[0] ?? null
}

/** "No" to what was read back: nothing is submitted, the customer picks what to change. */
function askWhat(draft: Draft, frame: Frame, flow: Flow): void {
  const step = stepOf(flow, frame.step)
  const allowed = step?.kind === 'confirm' && step.corrects ? step.corrects : collected(flow)
  const filled = allowed.filter((name) => frame.slots[name] && isReady(frame, flow, name))
  if (filled.length === 1 && filled[0]) {
    reopen(draft, frame, flow, filled[0])
    return
  }
  const options = filled.map((name) => ({ value: `fix:${name}`, label: titleOf(draft, flow.slots[name]!) }))
  tell(draft, 'whatToCorrect')
  const all = [...options, { value: 'cancel', label: label(draft, 'cancel') }]
  speak(draft, choices(all))
  draft.state.expects = { kind: 'candidates', slot: null, options: all }
  decided(draft, 'asked')
}
