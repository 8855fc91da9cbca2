import { followFeelings } from '#emotion/follow.ts'
import type { Core } from './open-core.ts'
import type { Mind } from './open-mind.ts'

/** How customers feel, read from what they write as it happens. */
export async function openEmotion({ database, log }: Core, mind: Mind) {
  const reader = await followFeelings({ database, log, understand: mind.understand, onMoved: async () => undefined })
  return { stop: reader.stop }
}
