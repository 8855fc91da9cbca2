import type { Change } from '#conversations/stored.ts'
import type { ReceptionDeps } from '#reception/deps.ts'

/** A fault of ours must not lose the message or leave the customer without an answer. */
export function apologise(
  deps: Pick<ReceptionDeps, 'mind' | 'log'>,
  record: Change,
  seq: number,
  error: unknown,
): Change {
  deps.log.error({ err: error, seq }, 'a turn failed; the customer was offered a person')
  const text =
    '抱歉，我刚才没能处理好这条消息。您可以换个说法再试一次，或直接说“转人工”。\nSorry, I could not process that. Please try other words, or say "agent".'
  return {
    ...record,
    patch: { ...record.patch, answeredSeq: seq },
    messages: [
      ...(record.messages ?? []),
      { author: { kind: 'bot', id: 'bot', name: deps.mind.botName('zh') }, parts: [{ kind: 'text', text }] },
    ],
    events: [{ kind: 'turn.failed', payload: { seq, error: error instanceof Error ? error.name : 'unknown' } }],
  }
}
