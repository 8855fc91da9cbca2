import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Alert, AlertAct } from '../../../../src/emotion/alerts/contract.ts'
import { post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { useSession } from '../../session.tsx'

/** What a supervisor does with an alert. Taking over claims it, takes the conversation and opens it on the desk. */
export function useAlertActs() {
  const { t } = useTranslation('alerts')
  const client = useQueryClient()
  const navigate = useNavigate()
  const { user } = useSession()
  const { done, failed } = useTold()
  const renew = () => client.invalidateQueries({ queryKey: ['alerts'] })
  const act = useMutation({
    mutationFn: ({ id, act: what }: { id: string; act: AlertAct }) =>
      post<{ alert: Alert }>(`/api/alerts/${id}/act`, what),
    retry: false,
    onSuccess: (_, { act: what }) => done(t(`done.${what.what}`)),
    onError: failed,
    onSettled: renew,
  })
  const takeOver = useMutation({
    mutationFn: async ({ id, conversationId }: Alert) => {
      await post(`/api/alerts/${id}/act`, { what: 'claim' })
      await post(`/api/conversations/${conversationId}/accept`, { userId: user.id })
      return conversationId
    },
    retry: false,
    onSuccess: (conversationId) => void navigate(`/desk/${conversationId}`),
    onError: failed,
    onSettled: renew,
  })
  return {
    act: (id: string, what: AlertAct) => act.mutate({ id, act: what }),
    takeOver: (alert: Alert) => takeOver.mutate(alert),
    busy: act.isPending || takeOver.isPending,
  }
}
