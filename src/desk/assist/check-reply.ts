import type { ReplyCheck } from '#conversations/reply.ts'
import { actorName } from '#desk/deps.ts'
import { checkWording, type WordingRule } from '#packs/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

/** Looks at agents' replies before they go out, by the rules of the packs; a refused one leaves its fact, never its text. */
export function openReplyCheck(database: Database, rules: () => readonly WordingRule[]): ReplyCheck {
  return {
    find: (text, language) => checkWording(rules(), text, language),
    refused: (actor, conversation, findings) =>
      database.transaction((tx) =>
        appendEvents(
          tx,
          findings.map(({ rule, severity }) => ({
            kind: 'wording.flagged',
            conversationId: conversation.id,
            customerId: conversation.customerId,
            actor: actorName(actor),
            payload: { rule, severity, sent: false, userId: actor.id },
          })),
        ),
      ),
  }
}
