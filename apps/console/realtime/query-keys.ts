import type { Conversation, Message } from '../../../src/conversations/contract.ts'

/** `GET /api/desk/queue`: whom nobody serves yet and whom I serve. */
export type QueueAnswer = { waiting: Conversation[]; mine: Conversation[]; position: string }
/** `GET /api/conversations/:id` */
export type HeadAnswer = { conversation: Conversation; position: string }
/** `GET /api/conversations/:id/messages`, oldest first. */
export type MessagePage = { items: Message[]; hasMore: boolean }

/** Cache keys that the live connection writes to as well as the pages. */
export const queueKey = ['desk', 'queue'] as const
export const watchedKey = ['desk', 'watched'] as const
export const presenceKey = ['desk', 'presence'] as const
export const headKey = (conversationId: string) => ['conversation', conversationId] as const
export const messagesKey = (conversationId: string) => ['messages', conversationId] as const
/** Whether a customer has a window open; only ever written by the live connection. */
export const onlineKey = (customerId: string) => ['customer-online', customerId] as const
export const emotionKey = (conversationId: string) => ['emotion', conversationId] as const
export const curveKey = (conversationId: string) => ['emotion-curve', conversationId] as const
