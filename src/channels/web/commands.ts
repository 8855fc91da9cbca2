import { toInbound } from '#channels/web/receive.ts'
import { sendMessage } from '#conversations/contract.ts'
import type { HearNote } from '#conversations/heard-notes.ts'
import type { Files } from '#platform/files/store.ts'
import { type Command, command } from '#platform/realtime/sockets.ts'
import type { Door } from '#reception/contract.ts'
import type { Reception } from '#reception/receive.ts'

/** A customer's message over the socket; the answer comes by the ledger. */
export function webCommands(deps: { files: Files; reception: Reception; door: Door; hear: HearNote }): Command[] {
  return [
    command({
      name: 'message.send',
      access: 'customer',
      payload: sendMessage,
      run: async (sent, { actor, locale, ip }) => {
        deps.door.refuse(ip)
        const received = await deps.reception.receive(await toInbound(deps, actor.id, sent, locale))
        await deps.door.seen(actor.id, ip)
        return received
      },
    }),
  ]
}
