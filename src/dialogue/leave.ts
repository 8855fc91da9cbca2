import { overlap } from '#dialogue/choose.ts'
import type { Flow, Frame } from '#dialogue/contract.ts'
import { type Draft, flowOf, tell, titleOf, top } from '#dialogue/draft.ts'
import { finish } from '#dialogue/end.ts'
import type { Reading } from '#dialogue/interpret.ts'

/** "All of it": tasks that were interrupted are not gone back to. */
export const ALL = /都|全部?不|all of (it|them)|everything/i
/** "I will not … after all", with the name of what is being done in it. */
const NOT_AFTER_ALL =
  /^[那哎嗯哦唉我还是先就暂时，,\s]*不(?:想|用|要|去)?(\p{Script=Han}{1,6})了[吧啊哈谢，,！!。.~～ ]*$/u

/** Whether the customer leaves the running task. */
export const leaves = ({ title }: Flow, reading: Reading): boolean =>
  reading.cancels || (!reading.choice && overlap(NOT_AFTER_ALL.exec(reading.text)?.[1] ?? '', title.zh) >= 2)

/** Stops the task, and the one it is a part of, or `all` of them. Nothing was written yet, so nothing is half done. */
export function leave(draft: Draft, frame: Frame, flow: Flow, all: boolean): void {
  const { state } = draft
  let last = frame
  let title = flow
  const frames = [...state.stack].reverse()
  for (const [index, one] of frames.entries()) {
    last = one
    title = draft.engine.flows.get(one.flow) ?? title
    if (!one.called || index === frames.length - 1) break
  }
  tell(draft, 'cancelled', { title: titleOf(draft, title) })
  state.stack = all ? [last] : state.stack.slice(0, state.stack.indexOf(last) + 1)
  state.waiting = []
  last.called = false
  finish(draft, last, { outcome: 'cancelled', offers: [] })
}

/**
 * "Never mind that, give me something for it": the running task is left for what the rest of the message asks for. Returns
 * the reading of the rest, which then is taken up as if it stood alone; null when nothing is left or nothing else is asked.
 */
export function leaveForOther(draft: Draft, reading: Reading): Reading | null {
  const frame = top(draft)
  const flow = frame && flowOf(draft, frame)
  const [first, ...rest] = reading.understanding.segments
  if (!frame || !flow || !first || reading.choice || reading.form) return null
  const sure = draft.engine.thresholds.intent
  const [leaving, best] = [first.intents[0], rest[0]?.intents[0]]
  if (leaving?.id !== 'cancel_flow' || leaving.confidence < sure) return null
  const other = best && draft.engine.byIntent.get(best.id)
  if (!best || !other || other === flow || best.confidence < sure) return null
  leave(draft, frame, flow, true)
  const [from] = rest
  const text = reading.text.slice(Math.max(0, reading.text.indexOf(from!.text)))
  return {
    ...reading,
    text,
    intents: from!.intents,
    entities: rest.flatMap(({ entities }) => entities),
    understanding: { ...reading.understanding, intents: from!.intents, segments: rest },
    cancels: false,
    corrects: false,
    denies: false,
  }
}
