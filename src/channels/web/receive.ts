import type { z } from 'zod'
import type { Part, sendMessage } from '#conversations/contract.ts'
import { type HearNote, withWords } from '#conversations/heard-notes.ts'
import { ownFiles } from '#conversations/reply.ts'
import type { Locale } from '#platform/errors.ts'
import type { Files } from '#platform/files/store.ts'
import type { InboundMessage } from '#reception/contract.ts'

/** A widget's message, checked by its schema already, as reception takes it: its files are the sender's own, its voice notes heard. */
export async function toInbound(
  { files, hear }: { files: Files; hear: HearNote },
  customerId: string,
  sent: z.output<typeof sendMessage>,
  locale: Locale,
): Promise<InboundMessage> {
  return {
    channel: 'web',
    customerId,
    conversationId: sent.conversationId,
    clientId: sent.clientId,
    parts: await withWords(
      await ownFiles(files, tidy(sent.parts as Part[]), { team: false, customerId }),
      hear,
      locale,
    ),
    language: locale,
  }
}

/** Bidirectional controls and other invisible format characters could make a text read differently from what it is. */
function tidy(parts: Part[]): Part[] {
  return parts.map((part) =>
    part.kind === 'text'
      ? { kind: 'text', text: part.text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '') || ' ' }
      : part,
  )
}
