import { useCallback, useSyncExternalStore } from 'react'
import type { Part } from '../../../../../src/conversations/contract.ts'
import type { ShownMessage } from '../types.ts'

/** Messages that the server has not confirmed yet, per conversation. They outlive the pane that wrote them. */
const waiting = new Map<string, readonly ShownMessage[]>()
const listeners = new Set<() => void>()
const NONE: readonly ShownMessage[] = []

function set(conversationId: string, messages: readonly ShownMessage[]): void {
  if (messages.length > 0) waiting.set(conversationId, messages)
  else waiting.delete(conversationId)
  for (const listener of listeners) listener()
}

export type Outgoing = {
  conversationId: string
  clientId: string
  parts: Part[]
  internal: boolean
  author: { id: string; name: string }
}

export function putOutgoing({ author, ...outgoing }: Outgoing): void {
  const { conversationId, clientId } = outgoing
  const others = (waiting.get(conversationId) ?? NONE).filter((message) => message.clientId !== clientId)
  set(conversationId, [
    ...others,
    {
      ...outgoing,
      seq: null,
      author: { kind: 'agent', ...author },
      generated: false,
      at: new Date().toISOString(),
      state: 'sending',
    },
  ])
}

export function failOutgoing(conversationId: string, clientId: string): void {
  set(
    conversationId,
    (waiting.get(conversationId) ?? NONE).map((message) =>
      message.clientId === clientId ? { ...message, state: 'failed' as const } : message,
    ),
  )
}

export function dropOutgoing(conversationId: string, clientId: string): void {
  const messages = waiting.get(conversationId)
  if (messages)
    set(
      conversationId,
      messages.filter((message) => message.clientId !== clientId),
    )
}

export function useOutbox(conversationId: string): readonly ShownMessage[] {
  const listen = useCallback((listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, [])
  return useSyncExternalStore(listen, () => waiting.get(conversationId) ?? NONE)
}
