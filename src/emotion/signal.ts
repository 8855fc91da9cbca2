import type { SignalInput } from '#emotion/contract.ts'
import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

/** Writes down what a voice or a face tells; the reader of the ledger takes it into the state. */
export function takeSignal(
  tx: Tx,
  about: { conversationId: string; customerId: string },
  { key, at, ...input }: SignalInput,
  actor: string,
): Promise<void> {
  // Nobody hears the future: such a signal would stay the newest for ever.
  const heard = Math.min(Date.now(), at ? Date.parse(at) : Date.now())
  const signal = { ...input, key: `${input.source}:${key}`, at: heard, words: [] }
  return appendEvents(tx, [{ kind: 'emotion.signal', ...about, actor, payload: { signal } }])
}
