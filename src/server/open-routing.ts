import { openRouting } from '#desk/routing/open-routing.ts'
import { readEmotionStates } from '#emotion/states.ts'
import type { Core } from './open-core.ts'

/** Who waits goes to whom; feelings are read where they are kept. */
export function openDeskRouting({ database, conversations, tail, log }: Core) {
  return openRouting({ database, conversations, tail, log, emotions: readEmotionStates })
}
