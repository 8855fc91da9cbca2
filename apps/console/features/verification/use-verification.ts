import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Standing, VerificationMethod, VerificationView } from '../../../../src/verification/contract.ts'
import { get, post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

export const verificationKey = (conversationId: string) => ['verification', conversationId]

export const useVerification = (conversationId: string) =>
  useQuery({
    queryKey: verificationKey(conversationId),
    queryFn: ({ signal }) => get<VerificationView>(`/api/conversations/${conversationId}/verification`, {}, signal),
    staleTime: 20_000,
  })

/** Beginning and checking from the desk; `standing` is what the server said last. */
export function useVerifying(conversationId: string) {
  const client = useQueryClient()
  const { failed } = useTold()
  const [standing, setStanding] = useState<Standing | null>(null)
  const take = (answer: Standing) => {
    setStanding(answer)
    void client.invalidateQueries({ queryKey: verificationKey(conversationId) })
  }
  const path = `/api/conversations/${conversationId}/verification`
  const begin = useMutation({
    mutationFn: (wish: { method: VerificationMethod; contact: string }) => post<Standing>(path, wish),
    onSuccess: take,
    onError: failed,
  })
  const answer = useMutation({
    mutationFn: (text: string) => post<Standing>(`${path}/answer`, { answer: text }, null),
    onSuccess: take,
    onError: failed,
  })
  return { standing, begin, answer }
}
