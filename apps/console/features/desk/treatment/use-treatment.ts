import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import type { TreatmentNow } from '../../../../../src/emotion/strategy/contract.ts'
import { get, post, remove } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import { insertText } from '../composer/insert.ts'

export type Offer = TreatmentNow['offers'][number]

/** The strategy in force for a customer; giving one of its offers also puts the words for it into the reply box. */
export function useTreatment({ id, language }: Conversation) {
  const { t } = useTranslation('desk')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const queryKey = ['treatment', id]
  const base = `/api/conversations/${encodeURIComponent(id)}`
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<TreatmentNow>(`${base}/treatment`, {}, signal),
    retry: false,
  })
  const keep = (now: TreatmentNow) => client.setQueryData(queryKey, now)
  const onError = (error: unknown) => {
    void client.invalidateQueries({ queryKey })
    failed(error)
  }
  const back = useMutation({
    retry: false,
    mutationFn: (offerId: string) => remove<TreatmentNow>(`${base}/offers/${offerId}`),
    onSuccess: (now) => {
      keep(now)
      done(t('treatment.takenBack'))
    },
    onError,
  })
  const give = useMutation({
    retry: false,
    mutationFn: ({ n }: Offer) => post<TreatmentNow>(`${base}/offers`, { strategyId: data?.strategy?.id, n }),
    onSuccess: (now, { n, text }) => {
      keep(now)
      // The customer reads what has truly been done, with its number.
      const { through, reference } = now.given.find((one) => one.strategyId === now.strategy?.id && one.n === n) ?? {}
      const words = { lng: language, text: text[language] }
      insertText(
        id,
        through && reference ? t(`treatment.toldDone.${through}`, { ...words, reference }) : t('treatment.told', words),
      )
    },
    onError,
  })
  return { data, give: give.mutate, back: back.mutate, isBusy: give.isPending || back.isPending }
}
