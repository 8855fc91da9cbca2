import type { Flow, Frame } from '#dialogue/contract.ts'
import type { Draft } from '#dialogue/draft.ts'
import { setSlot } from '#dialogue/fill.ts'
import type { Reading } from '#dialogue/interpret.ts'

/** "No, 1202", "make it 800": the one number of a correction takes the place of the amount told, or of one much like it. */
export function mendNumber(draft: Draft, frame: Frame, flow: Flow, reading: Reading): boolean {
  const [number, second] = reading.text.match(/\d+(?:\.\d+)?/g) ?? []
  if (!number || second || !reading.corrects || reading.choice) return false
  const filled = Object.keys(frame.slots).filter((name) => flow.slots[name] && frame.slots[name]!.value)
  const amounts = filled.filter((name) => flow.slots[name]!.kind === 'amount')
  const unit = /(号|室|楼|层|弄|栋|单元|门|点|日|月)/.test(reading.text)
  if (amounts.length === 1 && !unit) {
    setSlot(draft, frame, flow, amounts[0]!, { value: number, shown: number, seq: reading.seq })
    return true
  }
  const spots = filled.flatMap((name) => {
    if (!['address', 'text'].includes(flow.slots[name]!.kind)) return []
    const alike = (frame.slots[name]!.value.match(/\d+/g) ?? []).filter((old) => isSlip(old, number))
    return alike.map((old) => ({ name, old }))
  })
  const [spot] = spots
  if (!spot || spots.length > 1) return false
  const { value, shown } = frame.slots[spot.name]!
  const mended = { value: value.replace(spot.old, number), shown: shown.replace(spot.old, number), seq: reading.seq }
  setSlot(draft, frame, flow, spot.name, mended)
  return true
}

/** As long as the other, and at least half of its digits the same. */
const isSlip = (one: string, other: string): boolean => {
  const same = [...one].filter((digit, at) => digit === other[at]).length
  return one.length === other.length && one !== other && same * 2 >= one.length
}
