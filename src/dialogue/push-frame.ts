import type { Flow, Frame } from '#dialogue/contract.ts'
import type { Draft } from '#dialogue/draft.ts'
import { MAX_STACK } from '#dialogue/state.ts'
import type { Entity } from '#understanding/contract.ts'

/** Puts a flow on the stack at its first step; null when it is full. */
export function pushFrame(
  draft: Draft,
  flow: Flow,
  from: { text: string; entities: Entity[]; called: boolean },
): Frame | null {
  if (draft.state.stack.length >= MAX_STACK) return null
  const frame: Frame = {
    flow: flow.id,
    version: flow.version,
    step: flow.steps[0]!.id,
    slots: {},
    results: {},
    misses: 0,
    opening: from.text.slice(0, 300),
    mentions: from.entities
      .slice(0, 12)
      .map((entity) => ({ ...entity, value: entity.value.slice(0, 300), text: entity.text.slice(0, 100) })),
    reopened: null,
    confirmed: null,
    replaying: false,
    done: {},
    called: from.called,
  }
  draft.state.stack.push(frame)
  return frame
}
