import type { Message } from '#conversations/contract.ts'
import { openCaseClusters } from '#learning/cluster-cases.ts'
import type { LearningDeps } from '#learning/deps.ts'
import { openFeedback } from '#learning/feedback.ts'
import { gatherDoubts } from '#learning/feelings/doubts.ts'
import { gatherCases } from '#learning/gather.ts'
import { openSuggest } from '#learning/suggest.ts'
import { followLedger } from '#platform/ledger/follow.ts'

const KINDS = [
  ...['turn.decided', 'message.added', 'conversation.changed', 'article.changed', 'assist.rejected'],
  ...['emotion.signal', 'alert.changed'],
]

/** How soon a failure shows up among the cases, in milliseconds. */
const LOOK_MS = 2000

export type Learning = Awaited<ReturnType<typeof openLearning>>

/**
 * Everything by which the bot learns from its conversations. A durable reader of the ledger gathers failure cases and
 * rewards; after a restart it goes on where it stopped.
 */
export async function openLearning(deps: LearningDeps) {
  const { database, log, askBack } = deps
  const feedback = await openFeedback({ database, log, askBack })
  const reader = await followLedger({
    database,
    log,
    name: 'learning',
    kinds: KINDS,
    wants: ({ kind, payload }) =>
      kind !== 'message.added' || (payload as { message: Message }).message.author.kind === 'customer',
    patient: true,
    everyMs: LOOK_MS,
    handle: async (events) => {
      await gatherCases(deps, events)
      await gatherDoubts(deps, events)
      await feedback.read(events)
    },
  })
  return {
    ...deps,
    feedback,
    suggest: openSuggest(deps),
    cluster: openCaseClusters(database),
    /** Resolves when everything committed has been read. */
    catchUp: reader.catchUp,
    stop: async () => {
      await reader.stop()
      feedback.stop()
    },
  }
}
