import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import type { AssistAnswer } from '../../../../../src/desk/assist/contract.ts'
import { post } from '../../../api.ts'

/** After so long a pause in typing the suggestions follow what was typed. */
const PAUSE_MS = 450
const SHORT = 4

/** What could be said next: anew after each message of the customer, and as the agent types. */
export function useAssist({ id, lastMessage, lastSeq }: Conversation, text: string, off: boolean) {
  const draft = useSettledDraft(text)
  return useQuery({
    queryKey: ['assist', id, lastMessage?.seq ?? lastSeq, draft],
    queryFn: () => post<AssistAnswer>(`/api/conversations/${id}/assist`, { draft }, null),
    enabled: !off,
    staleTime: 120_000,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

function useSettledDraft(text: string): string {
  const wanted = text.trim().length >= SHORT && !text.startsWith('/') ? text.trim().slice(0, 400) : ''
  const [settled, setSettled] = useState(wanted)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), wanted === '' ? 0 : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [wanted])
  return settled
}
