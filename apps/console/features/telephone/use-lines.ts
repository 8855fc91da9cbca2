import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LineSettings, LinesView, TestCallResult } from '../../../../src/voice/lines/contract.ts'
import { get, post, put } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

const KEY = ['telephone-lines']
const PATH = '/api/telephone-lines'
const RENEW_MS = 5000

/** Telephone lines, kept current; every change is saved whole and answered with how things stand then. */
export function useLines() {
  const { t } = useTranslation('telephone')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const view = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<LinesView>(PATH, {}, signal),
    refetchInterval: RENEW_MS,
  })
  const save = useMutation({
    retry: false,
    mutationFn: (change: (now: LineSettings) => LineSettings) => put<LinesView>(PATH, change(view.data!.settings)),
    onSuccess: (next) => {
      client.setQueryData(KEY, next)
      done(t('saved'))
    },
    onError: failed,
  })
  // Without a key: each test is to call anew.
  const test = useMutation({
    retry: false,
    mutationFn: (call: { lineId: string; to: string }) => post<TestCallResult>(`${PATH}/test-call`, call, null),
    onError: failed,
  })
  return { view, save, test }
}
export type Lines = ReturnType<typeof useLines>
