import { MAX_TEXT, type Part } from '#conversations/contract.ts'
import type { Locale } from '#platform/errors.ts'
import type { StoredFile } from '#platform/files/store.ts'

/** What was said in a voice note, or null when nobody here can tell. Never throws. */
export type HearNote = (file: StoredFile, language: Locale) => Promise<string | null>

/** The bot, the desk and the search read what was said; the sound stays beside it. */
export async function withWords(parts: Part[], hear: HearNote, locale: Locale): Promise<Part[]> {
  const heard = await Promise.all(
    parts.map(async (part): Promise<Part[]> => {
      const text = part.kind === 'file' && part.mime === 'audio/wav' ? await hear(part, locale) : null
      return text ? [part, { kind: 'text', text: text.slice(0, MAX_TEXT), heard: true }] : [part]
    }),
  )
  return heard.flat()
}
