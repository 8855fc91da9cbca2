import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ChannelPatch, ChannelView, TestResult } from '../../../../src/emotion/channels/contract.ts'
import { get, patch, post, remove } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

const KEY = ['alert-channels']
const PATH = '/api/alert-channels'

export function useChannels() {
  const { t } = useTranslation('settings')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const common = { retry: false, onError: failed, onSettled: () => client.invalidateQueries({ queryKey: KEY }) }
  const list = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await get<{ items: ChannelView[] }>(PATH, {}, signal)).items,
  })
  const add = useMutation({
    ...common,
    mutationFn: (input: unknown) => post(PATH, input),
    onSuccess: () => done(t('channels.added')),
  })
  const change = useMutation({
    ...common,
    mutationFn: ({ id, patch: what }: { id: string; patch: ChannelPatch }) => patch(`${PATH}/${id}`, what),
  })
  const drop = useMutation({ ...common, mutationFn: (id: string) => remove(`${PATH}/${id}`) })
  // Without a key: each test is to send anew.
  const test = useMutation({
    ...common,
    mutationFn: (id: string) => post<TestResult>(`${PATH}/${id}/test`, {}, null),
    onSuccess: ({ ok, error }) =>
      ok ? done(t('channels.tested')) : failed(new Error(t('channels.failed', { error: error ?? '' }))),
  })
  return { list, add, change, remove: drop, test }
}
