import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useMemo } from 'react'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { ApiError, get, type Page, post } from '../../../api.ts'
import { useErrorText } from '../../../components/use-error-text.ts'
import { withNewer } from '../../../realtime/place-in-queue.ts'
import { headKey, type QueueAnswer, queueKey, watchedKey } from '../../../realtime/query-keys.ts'
import { useSession } from '../../../session.tsx'

/** Who waits and who is mine, next one first. Kept current by the live connection; fetched again on a reset. */
export function useQueue() {
  const { may } = useSession()
  const client = useQueryClient()
  const query = useQuery({
    queryKey: queueKey,
    queryFn: async ({ signal }) => {
      const fetched = await get<QueueAnswer>('/api/desk/queue', {}, signal)
      return withNewer(fetched, client.getQueryData<QueueAnswer>(queueKey))
    },
    enabled: may('conversations.reply'),
  })
  const waiting = useMemo(() => (query.data ? query.data.waiting.toSorted(byUrgency) : []), [query.data])
  const served = useMemo(() => (query.data ? query.data.mine.toSorted(byActivity) : []), [query.data])
  const mine = useMemo(() => served.filter(({ snoozedUntil }) => !snoozedUntil), [served])
  const asleep = useMemo(() => served.filter(({ snoozedUntil }) => snoozedUntil), [served])
  return { query, waiting, mine, asleep }
}

/** Conversations the bot serves now; for those who may look over its shoulder. */
export function useWatched(enabled: boolean) {
  return useQuery({
    queryKey: watchedKey,
    queryFn: ({ signal }) => get<Page<Conversation>>('/api/conversations', { status: 'bot', limit: 50 }, signal),
    enabled,
    refetchInterval: 30_000,
  })
}

/** Higher priority first, then who has waited longest. The order the server hands them out in. */
export const byUrgency = (a: Conversation, b: Conversation): number =>
  b.priority - a.priority || (a.queuedAt ?? a.openedAt).localeCompare(b.queuedAt ?? b.openedAt)

/** What came back first, then in the order they were taken, so that a list somebody works from does not jump. */
const byActivity = (a: Conversation, b: Conversation): number =>
  (b.wokenAt ?? '').localeCompare(a.wokenAt ?? '') ||
  (a.acceptedAt ?? a.openedAt).localeCompare(b.acceptedAt ?? b.openedAt)

/** Seconds in which the name of who was faster can be read. */
const LOST_SECONDS = 6
const ACCEPTING = ['desk', 'accept']

/**
 * Takes a waiting conversation; it moves to "mine" at once. If somebody was faster it leaves the list again: whoever
 * lost is told who has it and does not stay with what is no longer his to read.
 */
export function useAccept(onAccepted: (conversationId: string) => void, onLost: (conversationId: string) => void) {
  const client = useQueryClient()
  const { user } = useSession()
  const { message } = App.useApp()
  const errorText = useErrorText()
  return useMutation({
    mutationKey: ACCEPTING,
    mutationFn: (conversation: Conversation) => post<unknown>(`/api/conversations/${conversation.id}/accept`),
    onMutate: async (conversation) => {
      // An answer that is under way knows nothing of this one yet, and would put it back among those who wait.
      await client.cancelQueries({ queryKey: queueKey })
      client.setQueryData<QueueAnswer>(queueKey, (queue) => queue && accepted(queue, conversation, user.id))
      onAccepted(conversation.id)
    },
    onError: (error, conversation) => {
      const lost = error instanceof ApiError && error.code === 'already_taken'
      void message.error(errorText(error), lost ? LOST_SECONDS : undefined)
      if (lost) onLost(conversation.id)
    },
    onSettled: async (_result, error, conversation) => {
      // With several taken in a row the last one fetches the list.
      if (client.isMutating({ mutationKey: ACCEPTING }) <= 1) await client.invalidateQueries({ queryKey: queueKey })
      if (!error) await client.invalidateQueries({ queryKey: headKey(conversation.id) })
    },
  })
}

const accepted = (queue: QueueAnswer, conversation: Conversation, userId: string): QueueAnswer => ({
  ...queue,
  waiting: queue.waiting.filter((other) => other.id !== conversation.id),
  mine: [...queue.mine, { ...conversation, status: 'human', assigneeId: userId, acceptedAt: new Date().toISOString() }],
})
