import { useQueryClient } from '@tanstack/react-query'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { post, put } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import { headKey, queueKey } from '../../../realtime/query-keys.ts'

/** Putting aside, filing and ranking one conversation. */
export function useTending(conversation: Conversation) {
  const client = useQueryClient()
  const { failed } = useTold()
  const path = `/api/conversations/${conversation.id}`
  const act = async (work: Promise<unknown>) => {
    try {
      await work
    } catch (error) {
      failed(error)
    }
    await client.invalidateQueries({ queryKey: headKey(conversation.id) })
    await client.invalidateQueries({ queryKey: queueKey })
  }
  return {
    snooze: (until: string | null | undefined) => act(post(`${path}/snooze`, until === undefined ? {} : { until })),
    tag: (add: string[], remove: string[] = []) => act(post(`${path}/tags`, { add, remove })),
    prioritise: (priority: number) => act(put(`${path}/priority`, { priority })),
  }
}
