import { useQuery } from '@tanstack/react-query'
import type { EmotionPoint, EmotionState } from '../../../../src/emotion/contract.ts'
import { get } from '../../api.ts'
import { curveKey, emotionKey } from '../../realtime/query-keys.ts'

/** How the customer of a conversation feels now; the live connection keeps it up to date. */
export function useEmotion(conversationId: string): EmotionState | null {
  const { data } = useQuery({
    queryKey: emotionKey(conversationId),
    queryFn: () => together(conversationId),
    staleTime: 30_000,
  })
  return data ?? null
}

type Curve = { emotion: EmotionState | null; curve: EmotionPoint[] }

/** How it came to that, message by message. */
export const useEmotionCurve = (conversationId: string) =>
  useQuery({
    queryKey: curveKey(conversationId),
    queryFn: ({ signal }) => get<Curve>(`/api/conversations/${conversationId}/emotion`, {}, signal),
  })

/** Most that one request asks for, and how long the first waits for the others of its list. */
const MOST = 100
const WAIT_MS = 15

type Wanted = { id: string; resolve: (state: EmotionState | null) => void; reject: (error: unknown) => void }
let wanted: Wanted[] = []

/** A list asks once for all of its lines. */
function together(id: string): Promise<EmotionState | null> {
  return new Promise((resolve, reject) => {
    wanted.push({ id, resolve, reject })
    if (wanted.length === 1) setTimeout(() => void ask(), WAIT_MS)
  })
}

async function ask(): Promise<void> {
  const now = wanted.slice(0, MOST)
  wanted = wanted.slice(MOST)
  if (wanted.length) setTimeout(() => void ask(), 0)
  try {
    const conversations = [...new Set(now.map(({ id }) => id))].join(',')
    const { items } = await get<{ items: EmotionState[] }>('/api/emotion/states', { conversations })
    const byId = new Map(items.map((state) => [state.conversationId, state]))
    for (const { id, resolve } of now) resolve(byId.get(id) ?? null)
  } catch (error) {
    for (const { reject } of now) reject(error)
  }
}
