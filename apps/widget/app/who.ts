import type { Locale } from '../bridge.ts'
import type { ChatState, Thread } from './model.ts'

/** The name of the person who serves now: the one who wrote or joined last. Null while the bot or nobody does. */
export function personServing({ current }: ChatState, locale: Locale): string | null {
  if (current?.conversation.status !== 'human') return null
  for (const { author, parts } of [...current.messages].reverse()) {
    if (author.kind === 'agent') return shownName(current, author.name, locale)
    for (const part of parts) if (part.kind === 'notice' && part.params?.name) return nameIn(part.params, locale)
  }
  return null
}

/** People have a name in either language; a notice carries both. */
export const nameIn = (params: Record<string, string>, locale: Locale): string =>
  (locale === 'en' && params.nameEn) || params.name || ''

/** A person's name in the reader's language, as the notice of his joining gave it. */
export function shownName(thread: Thread | null, name: string, locale: Locale): string {
  for (const { parts } of thread?.messages ?? []) {
    for (const part of parts) {
      if (part.kind === 'notice' && part.params?.name === name) return nameIn(part.params, locale)
    }
  }
  return name
}
