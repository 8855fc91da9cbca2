import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type {
  Calibration,
  CoachingNote,
  Review,
  SamplingRule,
  Scorecard,
} from '../../../../src/desk/quality/contract.ts'
import { get, type Page, post, put, remove } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

export type QualitySettings = { scorecards: Scorecard[]; rules: SamplingRule[] }

export const useReview = (id: string) =>
  useQuery({
    queryKey: ['reviews', 'one', id],
    queryFn: ({ signal }) => get<Review>(`/api/quality/reviews/${id}`, {}, signal),
  })

export const useQualitySettings = (wanted: boolean) =>
  useQuery({
    queryKey: ['reviews', 'settings'],
    queryFn: ({ signal }) => get<QualitySettings>('/api/quality/settings', {}, signal),
    enabled: wanted,
  })

type Channel = { id: string; title: { zh: string; en: string } }
/** The channels there are, for choosing one. */
export const useChannels = () =>
  useQuery({
    queryKey: ['channels'],
    queryFn: ({ signal }) => get<{ items: Channel[] }>('/api/channels', {}, signal),
    staleTime: 600_000,
  })

export const useCalibration = () =>
  useQuery({
    queryKey: ['reviews', 'calibration'],
    queryFn: ({ signal }) => get<Page<Calibration>>('/api/quality/calibration', {}, signal),
  })

export const useCoaching = (filter: { agent?: string; review?: string }) =>
  useQuery({
    queryKey: ['reviews', 'coaching', filter],
    queryFn: ({ signal }) => get<Page<CoachingNote>>('/api/quality/coaching-notes', filter, signal),
  })

type Act = { method: 'post' | 'put' | 'remove'; path: string; body?: unknown }
const METHODS = { post, put, remove: (path: string) => remove(path) }

/** Something done in quality inspection: everything of it on screen is read anew, and what was done or failed is told. */
export function useAct<T = unknown>(said: string, after?: (result: T) => void) {
  const client = useQueryClient()
  const { done, failed } = useTold()
  const { mutate, isPending } = useMutation({
    mutationFn: ({ method, path, body }: Act) => METHODS[method](path, body) as Promise<T>,
    onSuccess: async (result) => {
      await client.invalidateQueries({ queryKey: ['reviews'] })
      if (said) done(said)
      after?.(result)
    },
    onError: failed,
  })
  return { act: useCallback((one: Act) => mutate(one), [mutate]), isPending }
}
