import type { ActionOutcome } from '#business/contract.ts'
import type { Part, PersonWanted } from '#conversations/contract.ts'
import type { Language } from '#understanding/contract.ts'

/** A customer's message as a channel hands it over: verified, parsed, not yet stored. */
export type InboundMessage = {
  channel: string
  customerId: string
  /** Absent: the customer's open conversation on this channel, or a new one. */
  conversationId?: string
  /** Makes a repeat harmless; unique per customer. */
  clientId: string
  parts: Part[]
  /** Used when the text does not tell. */
  language: Language
  /** Whom he is put through to if he asks for a person with this. Never from the customer himself. */
  person?: PersonWanted
}

/** The chat opened from a page that says what it will be about. */
export type Opening = {
  channel: string
  customerId: string
  language: Language
  context: { orderId?: string; productId?: string }
}

export type Received = { conversationId: string; seq: number; duplicate: boolean; at: string }

/** What reception knows of a customer. */
export type Caller = {
  id: string
  name: string
  tier: string
  verified: boolean
  elderly: boolean
  language: Language
  /** Of the topic he chose before the chat, for when nothing said tells a better one. */
  skill?: string | null
  tags?: readonly string[]
}

/** An action of the business, or one of our own (`tickets.open`), run once per idempotency key. */
export type RunCall = (call: {
  callId: string
  action: string
  input: Record<string, unknown>
  customerId: string
  conversationId: string
}) => Promise<ActionOutcome>

/** Where customers come in by network address, as channels ask before they take anything. */
export type Door = {
  /** Throws blocked. */
  refuse(ip: string): void
  /** Notes where a customer wrote from. */
  seen(customerId: string, ip: string): Promise<void>
}
