import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Draft } from '../../../../../src/desk/drafts/contract.ts'
import { get, type Page, put } from '../../../api.ts'
import { useSession } from '../../../session.tsx'
import { keepDraft, readDraft } from './drafts.ts'

/** Written to the server after this long without a key. */
const QUIET_MS = 900
const draftsKey = ['desk', 'drafts']

/** One's unsent words on the server, by conversation: also those begun on another device. */
export function useDrafts(): ReadonlyMap<string, Draft> {
  const { may } = useSession()
  const query = useQuery({
    queryKey: draftsKey,
    queryFn: async ({ signal }) => {
      const { items } = await get<Page<Draft>>('/api/desk/drafts', {}, signal)
      return new Map(items.map((one) => [one.conversationId, one]))
    },
    enabled: may('conversations.reply'),
    refetchOnWindowFocus: true,
    staleTime: 20_000,
  })
  return query.data ?? NONE
}
const NONE: ReadonlyMap<string, Draft> = new Map()

/**
 * Keeps what is being written here at once and on the server a moment later. What another device wrote since then is
 * taken over while nothing is written here.
 */
export function useKeptDraft(
  conversationId: string,
  text: string,
  note: boolean,
  takeOver: (draft: Draft) => void,
): void {
  const client = useQueryClient()
  const elsewhere = useDrafts().get(conversationId)
  const saved = useRef(text)
  const taken = useRef(false)
  const saving = useRef(Promise.resolve())

  useEffect(() => {
    if (taken.current || !elsewhere) return
    taken.current = true
    if (!readDraft(conversationId) && elsewhere.text) {
      saved.current = elsewhere.text
      takeOver(elsewhere)
    }
  }, [elsewhere, conversationId, takeOver])

  // Leaving the chat between two keys and the quiet after them must not lose what was written.
  const unsaved = useRef<(() => void) | null>(null)
  useEffect(() => () => unsaved.current?.(), [])

  useEffect(() => {
    keepDraft(conversationId, text)
    if (text === saved.current) {
      // Sent, or taken back, before the quiet was over: what stood here meanwhile is no draft.
      unsaved.current = null
      return
    }
    const save = () => {
      saved.current = text
      unsaved.current = null
      // From here on what the server holds is what was written here.
      taken.current = true
      // One after the other, so that the last word is the last; a draft that the server did not get is still here, and
      // the next key tries again.
      saving.current = saving.current
        .then(() => put<{ updatedAt: string }>(`/api/desk/drafts/${conversationId}`, { text, note }))
        .then(
          ({ updatedAt }) => void keep(updatedAt),
          () => undefined,
        )
    }
    const keep = (updatedAt: string) =>
      client.setQueryData<Map<string, Draft>>(draftsKey, (known) => {
        const next = new Map(known)
        if (text.trim()) next.set(conversationId, { conversationId, text, note, updatedAt })
        else next.delete(conversationId)
        return next
      })
    if (!text) {
      save()
      return
    }
    unsaved.current = save
    const timer = setTimeout(save, QUIET_MS)
    return () => clearTimeout(timer)
  }, [conversationId, text, note, client])
}
