import type { Message } from '../../../../src/conversations/contract.ts'

/** A message as shown: stored, or still on its way (`state`). Outgoing ones have no `seq` yet. */
export type ShownMessage = Omit<Message, 'seq'> & { seq: number | null; state?: 'sending' | 'failed' }
