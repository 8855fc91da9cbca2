import type { PlaceInQueue } from '../../../src/desk/routing/contract.ts'
import type { Core } from './core.ts'

/** Typing is shown for a while only, in case its end gets lost. */
const TYPING_MS = 8000
let typingEnd: ReturnType<typeof setTimeout> | undefined

/** Somebody on our side began or stopped writing, or the place in the queue has changed. */
export function receiveSignal(core: Core, name: string, payload: Record<string, unknown>): void {
  if (name === 'queue') core.store.set({ place: payload as PlaceInQueue })
  const { who, typing } = payload
  if (name !== 'typing' || who === 'customer' || payload.conversationId !== core.store.get().current?.conversation.id)
    return
  clearTimeout(typingEnd)
  if (typing) showTyping(core, who === 'agent' ? 'agent' : 'bot', String(payload.name ?? ''), TYPING_MS)
  else core.store.set({ typing: null })
}

export function showTyping(core: Core, who: 'bot' | 'agent', name: string, ms: number): void {
  clearTimeout(typingEnd)
  core.store.set({ typing: { who, name } })
  typingEnd = setTimeout(() => core.store.set({ typing: null }), ms)
}
