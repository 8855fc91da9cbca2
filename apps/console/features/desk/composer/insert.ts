import { useEffect, useRef } from 'react'
import { keepDraft, readDraft } from './drafts.ts'

type Take = (text: string) => void
const composers = new Map<string, Take>()

/** Puts a text into the reply box of a conversation; without one it is kept as the draft. True when a box took it. */
export function insertText(conversationId: string, text: string): boolean {
  const take = composers.get(conversationId)
  if (take) take(text)
  else keepDraft(conversationId, joined(readDraft(conversationId), text))
  return take !== undefined
}

/** What stands in the box already stays above. */
export const joined = (draft: string, text: string): string => (draft.trim() ? `${draft.trimEnd()}\n${text}` : text)

/** The box of a conversation takes what others put into it. */
export function useInsertion(conversationId: string, take: Take): void {
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    const mine: Take = (text) => latest.current(text)
    composers.set(conversationId, mine)
    return () => {
      if (composers.get(conversationId) === mine) composers.delete(conversationId)
    }
  }, [conversationId])
}
