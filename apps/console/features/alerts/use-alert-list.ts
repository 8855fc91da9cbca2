import { useQuery } from '@tanstack/react-query'
import type { Alert } from '../../../../src/emotion/alerts/contract.ts'
import type { EmotionPoint } from '../../../../src/emotion/contract.ts'
import { get } from '../../api.ts'

export type AlertPage = { items: Alert[]; nextCursor: string | null; open: number; unclaimed: number }

/** Open alerts, renewed by the live connection. */
export const useOpenAlerts = (enabled = true) =>
  useQuery({
    queryKey: ['alerts', 'open'],
    queryFn: ({ signal }) => get<AlertPage>('/api/alerts', { state: 'open', limit: 100 }, signal),
    enabled,
  })

export const useAlert = (id: string) =>
  useQuery({
    queryKey: ['alerts', 'one', id],
    queryFn: ({ signal }) => get<{ alert: Alert; curve: EmotionPoint[] }>(`/api/alerts/${id}`, {}, signal),
  })
