import type { Conversations } from '#conversations/change.ts'
import type { Heard, Line } from '#voice/playout.ts'

/** Keeps which messages were heard how far, and writes it where one was cut short. */
export function openCutMarks(conversations: Conversations, now = () => new Date()) {
  const heardOf = new Map<number, string>()
  return {
    heard({ seq, text }: Line): void {
      if (seq !== null) heardOf.set(seq, `${heardOf.get(seq) ?? ''}${text}`)
    },
    /** What the customer did not hear is no longer part of what was said to him. */
    async cut(conversationId: string, pieces: Heard[]): Promise<void> {
      for (const seq of new Set(pieces.flatMap((piece) => piece.seq ?? []))) {
        const own = pieces.filter((piece) => piece.seq === seq)
        if (own.every(({ whole }) => whole)) continue
        const heard = `${heardOf.get(seq) ?? ''}${own.map((piece) => piece.heard).join('')}`
        const [message] = await conversations.messages(conversationId, { after: seq - 1, limit: 1, internal: false })
        if (message?.seq !== seq) continue
        const changed = { what: 'cut' as const, at: now().toISOString(), heard }
        await conversations.change(conversationId, () => ({ edits: [{ ...message, changed }], actor: 'system' }))
      }
    },
  }
}
