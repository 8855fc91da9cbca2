import type { Conversations } from '#conversations/change.ts'
import type { Message, Part } from '#conversations/contract.ts'
import type { NewMessage } from '#conversations/stored.ts'
import type { Database } from '#platform/db/open.ts'
import type { Actor } from '#platform/http/route.ts'

export type DeskDeps = {
  database: Database
  conversations: Conversations
  /** What the bot knows when it gets a chat back: nothing but the language. */
  freshDialogue: (language: 'zh' | 'en') => unknown
}

const SYSTEM: Message['author'] = { kind: 'system', id: 'system', name: '' }

/** A line of the house in the conversation, worded by the reader's app. */
export function notice(code: string, params?: Record<string, string>, ...more: Part[]): NewMessage {
  return { author: SYSTEM, parts: [{ kind: 'notice', code, ...(params && { params }) }, ...more] }
}

/** A private note of the acting person; nothing when he wrote none. */
export function noteOf(actor: Actor, text: string): NewMessage[] {
  if (!text) return []
  return [
    { author: { kind: 'agent', id: actor.id, name: nameOf(actor) }, parts: [{ kind: 'text', text }], internal: true },
  ]
}

export const nameOf = (actor: Actor): string => ('name' in actor ? actor.name : '')
export const actorName = (actor: Actor): string => `${actor.kind}:${actor.id}`
