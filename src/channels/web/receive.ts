import type { z } from 'zod'
import { MAX_TEXT, type Part, type sendMessage } from '#conversations/contract.ts'
import { ownFiles } from '#conversations/reply.ts'
import type { Locale } from '#platform/errors.ts'
import type { Files, StoredFile } from '#platform/files/store.ts'
import type { InboundMessage } from '#reception/contract.ts'

/** What was said in a voice note, or null when nobody here can tell. Never throws. */
export type HearNote = (file: StoredFile, language: Locale) => Promise<string | null>

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

/** The bot, the desk and the search read what was said; the sound stays beside it. */
async function withWords(parts: Part[], hear: HearNote, locale: Locale): Promise<Part[]> {
  const heard = await Promise.all(
    parts.map(async (part): Promise<Part[]> => {
      const text = part.kind === 'file' && part.mime === 'audio/wav' ? await hear(part, locale) : null
      return text ? [part, { kind: 'text', text: text.slice(0, MAX_TEXT), heard: true }] : [part]
    }),
  )
  return heard.flat()
}

/** Bidirectional controls and other invisible format characters could make a text read differently from what it is. */
function tidy(parts: Part[]): Part[] {
  return parts.map((part) =>
    part.kind === 'text'
      ? { kind: 'text', text: part.text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '') || ' ' }
      : part,
  )
}
