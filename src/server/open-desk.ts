import { followMessages } from '#conversations/search-index.ts'
import { forgetDrafts } from '#desk/drafts/forget-drafts.ts'
import { followMentions } from '#desk/notifications/follow-mentions.ts'
import { wakeDue } from '#desk/tend.ts'
import type { Periodic } from '#platform/periodic.ts'
import { simplify } from '#understanding/traditional.ts'
import type { Core } from './open-core.ts'

const HOUR = 3600_000

/** What the desk does behind its pages: words are kept to be found, colleagues called, chats brought back. */
export async function openDesk({ database, conversations, log }: Core) {
  const words = await followMessages({ database, log, fold: simplify })
  const mentions = await followMentions(database, log)
  return {
    start(periodic: Periodic) {
      periodic.every('bring back chats put aside', 5_000, () => wakeDue({ database, conversations }))
      periodic.every('forget old drafts', HOUR, () => forgetDrafts(database))
    },
    async stop() {
      await words.stop()
      await mentions.stop()
    },
  }
}
