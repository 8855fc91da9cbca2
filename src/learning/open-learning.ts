import type { Message } from '#conversations/contract.ts'
import { openCaseClusters } from '#learning/cluster-cases.ts'
import type { LearningDeps } from '#learning/deps.ts'
import { openFeedback } from '#learning/feedback.ts'
import { gatherCases } from '#learning/gather.ts'
import { openSuggest } from '#learning/suggest.ts'
import { followLedger } from '#platform/ledger/follow.ts'

const KINDS = ['turn.decided', 'message.added', 'conversation.changed', 'article.changed', 'assist.rejected']

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
    wants: ({ kind, payload }) => kind !== 'message.added' || isTap((payload as { message: Message }).message),
    patient: true,
    everyMs: LOOK_MS,
    handle: async (events) => {
      await gatherCases(deps, events)
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

/** Of what is said only choices tell how good an answer was. */
const isTap = ({ author, parts }: Message): boolean =>
  author.kind === 'customer' && parts.some(({ kind }) => kind === 'choice')
