import type { DialogueState, Frame } from '#dialogue/contract.ts'
import type { Language } from '#understanding/contract.ts'

/** Largest state that is stored, in bytes of JSON. */
export const MAX_STATE_BYTES = 32_000
/** Flows that may lie on one another: one, what interrupted it, and a part of that. */
export const MAX_STACK = 3
/** Longest value a slot keeps, in UTF-16 units. */
export const MAX_SLOT = 500

/** What the bot knows at the start of a conversation: nothing. */
export function initialState(language: Language): DialogueState {
  return {
    language,
    stack: [],
    expects: null,
    memory: {},
    waiting: [],
    unresolved: 0,
    tried: [],
    lastAnswer: null,
    lastSaid: [],
    heat: 0,
    calls: 0,
    lastFlow: null,
    seq: 0,
  }
}

/** Makes the state small enough to be stored. Slots and memory are never given up, only what can be fetched or said again. */
export function fitState(state: DialogueState): DialogueState {
  state.tried = state.tried.slice(-8)
  state.waiting = state.waiting.slice(0, 4)
  const steps: (() => void)[] = [
    () => {
      state.lastSaid = state.lastSaid.filter((part) => part.kind === 'text')
      if (state.mood) state.mood.signals = state.mood.signals.slice(-4)
    },
    () => eachFrame(state, (frame) => trimFrame(frame)),
    () => {
      state.lastSaid = []
      state.waiting = state.waiting.map((later) => ({ ...later, entities: later.entities.slice(0, 4) }))
    },
    () => eachFrame(state, (frame, top) => forgetResults(frame, top)),
    () => eachFrame(state, (frame) => forgetResults(frame, false)),
  ]
  for (const shrink of steps) {
    if (stateBytes(state) <= MAX_STATE_BYTES) break
    shrink()
  }
  return state
}

export const stateBytes = (state: DialogueState): number => Buffer.byteLength(JSON.stringify(state))

function eachFrame(state: DialogueState, visit: (frame: Frame, top: boolean) => void): void {
  state.stack.forEach((frame, index) => {
    visit(frame, index === state.stack.length - 1)
  })
}

function trimFrame(frame: Frame): void {
  frame.opening = frame.opening.slice(0, 100)
  frame.mentions = frame.mentions.slice(0, 6)
}

/** A flow whose results are gone calls for them again when it comes back to the step that reads them. */
function forgetResults(frame: Frame, keep: boolean): void {
  if (keep) return
  frame.results = {}
  frame.done = {}
}
