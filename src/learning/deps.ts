import type { Conversations } from '#conversations/change.ts'
import type { SearchKnowledge } from '#knowledge/contract.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import type { Log } from '#platform/log.ts'
import type { IntentExamples, Understand } from '#understanding/contract.ts'
import type { EmotionLabel } from '#understanding/models/labels/contract.ts'

export type LearningDeps = {
  database: Database
  log: Log
  conversations: Conversations
  understand: Understand
  search: SearchKnowledge
  /** From which score on an article is offered among others. */
  askBack: () => number
  /** What a label may name, with the titles of suggestions. */
  intents: () => Pick<IntentExamples, 'id' | 'title'>[]
  /** How a customer feels follows what was said of a message; null goes back to what was read. */
  putFeelingRight: (
    tx: Tx,
    of: { conversationId: string; customerId: string; seq: number },
    said: Pick<EmotionLabel, 'label' | 'level'> | null,
  ) => Promise<void>
}
