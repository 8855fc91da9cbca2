import type { Clock } from '#voice/clock.ts'
import type { TurnSettings } from '#voice/turn-settings.ts'
import { initialTurn, type TurnAction, type TurnEvent, type TurnState, takeTurn } from '#voice/turn-taking.ts'

type WithoutTime<E> = E extends { at: number } ? Omit<E, 'at'> : never
export type Happening = WithoutTime<TurnEvent>

/** Drives turn-taking: what happens is given to it in order, what it wants is done at once. */
export function openTurns(clock: Clock, settings: () => TurnSettings, perform: (action: TurnAction) => void) {
  let state: TurnState = initialTurn
  const waiting: TurnEvent[] = []
  let busy = false
  return {
    state: () => state,
    tell(happening: Happening): void {
      waiting.push({ ...happening, at: clock.now() } as TurnEvent)
      if (busy) return
      busy = true
      try {
        for (let event = waiting.shift(); event; event = waiting.shift()) {
          const result = takeTurn(state, event, settings())
          state = result.state
          for (const action of result.actions) perform(action)
        }
      } finally {
        busy = false
      }
    },
  }
}
