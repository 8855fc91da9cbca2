import type { Conversations } from '#conversations/change.ts'
import type { Message, Part } from '#conversations/contract.ts'

/** A message of the customer's. */
export async function messageAt(
  conversations: Conversations,
  conversationId: string,
  seq: number,
): Promise<Message | null> {
  const [said] = await conversations.messages(conversationId, { after: seq - 1, limit: 1, internal: false })
  return said?.seq === seq && said.author.kind === 'customer' ? said : null
}

/** What was written; a tapped choice is no wording of the customer's. */
export const wordsOf = (parts: Part[]): string =>
  parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n')
