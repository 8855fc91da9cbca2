import type { ShownMessage } from '../types.ts'

/** What the thread draws: a day line, a line of the house, or one speaker's messages in a row. */
export type ThreadItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'notice'; key: string; message: ShownMessage }
  | { kind: 'group'; key: string; messages: [ShownMessage, ...ShownMessage[]] }

/** Two messages of one speaker further apart than this start a new group with its own name and time. */
const GROUP_GAP_MS = 5 * 60_000

/** Groups messages in order. Pure; the keys stay the same when a sending message is stored, so nothing flickers. */
export function groupMessages(messages: readonly ShownMessage[]): ThreadItem[] {
  const items: ThreadItem[] = []
  let day = ''
  for (const message of messages) {
    const thisDay = new Date(message.at).toDateString()
    if (thisDay !== day) items.push({ kind: 'day', key: `day:${thisDay}`, at: message.at })
    day = thisDay
    const last = items.at(-1)
    if (message.author.kind === 'system') items.push({ kind: 'notice', key: messageKey(message), message })
    else if (last?.kind === 'group' && belongs(last.messages.at(-1) ?? last.messages[0], message))
      last.messages.push(message)
    else items.push({ kind: 'group', key: messageKey(message), messages: [message] })
  }
  return items
}

export const messageKey = (message: ShownMessage): string => message.clientId ?? `seq:${message.seq}`

function belongs(previous: ShownMessage, message: ShownMessage): boolean {
  return (
    previous.author.kind === message.author.kind &&
    previous.author.id === message.author.id &&
    previous.internal === message.internal &&
    previous.generated === message.generated &&
    Date.parse(message.at) - Date.parse(previous.at) < GROUP_GAP_MS
  )
}
