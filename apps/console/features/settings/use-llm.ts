import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { LlmProbe, LlmSettings, LlmStatus } from '../../../../src/engines/llm/contract.ts'
import { get, post, put } from '../../api.ts'

const KEY = ['llm']
const RENEW_MS = 30_000

/** The language model: how it does, a draft of its settings, saving and testing. */
export function useLlm(saved: () => void) {
  const client = useQueryClient()
  const status = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<LlmStatus>('/api/llm', {}, signal),
    refetchInterval: RENEW_MS,
  })
  const stored = status.data?.settings
  const [draft, setDraft] = useState<LlmSettings | null>(null)
  const changed = draft !== null && JSON.stringify(draft) !== JSON.stringify(stored)
  // What a colleague saved shows up, unless something is being changed here.
  useEffect(() => {
    if (stored && !changed) setDraft(stored)
  }, [stored, changed])
  const save = useMutation({
    mutationFn: (settings: LlmSettings) => put<LlmStatus>('/api/llm', settings),
    retry: false,
    onSuccess: (now) => {
      client.setQueryData(KEY, now)
      setDraft(now.settings)
      saved()
    },
  })
  // Without a key: each test is to ask anew.
  const test = useMutation({ mutationFn: () => post<LlmProbe>('/api/llm/test', {}, null), retry: false })
  return { status, draft, setDraft, changed, save, test, undo: () => setDraft(stored ?? null) }
}
