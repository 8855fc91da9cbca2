import type { Conversation, Message, Part } from '#conversations/contract.ts'
import { headsOf, keepTerms, type TermRow } from '#conversations/search-queries.ts'
import { searchTerms } from '#conversations/search-terms.ts'
import type { Database } from '#platform/db/open.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { type Follower, followLedger } from '#platform/ledger/follow.ts'
import type { Log } from '#platform/log.ts'

type Deps = {
  database: Database
  log: Log
  /** One form for what is written in several, as traditional characters. */
  fold: (text: string) => string
}

/** Another number makes every node read the ledger anew and cut all texts again. */
const CUT = 1
const KINDS = [
  ...['message.added', 'message.changed', 'conversation.opened', 'conversation.changed'],
  ...['customer.changed', 'customer.merged', 'customer.split'],
]
/** Found within this time; no turn waits for it. */
const DELAY_MS = 500

/** Keeps the words of all that is said, apart from the turns themselves. Safe on several nodes at once. */
export function followMessages(deps: Deps): Promise<Follower> {
  const { database, log } = deps
  return followLedger({
    ...{ database, log, name: `message-search-${CUT}`, kinds: KINDS, patient: true, everyMs: DELAY_MS },
    handle: (events) => indexEvents(deps, events),
  })
}

export async function indexEvents({ database, fold }: Deps, events: LedgerEvent[]): Promise<void> {
  const rows = new Map<string, TermRow>()
  const put = (conversation_id: string, seq: number, text: string) => {
    rows.set(`${conversation_id} ${seq}`, { conversation_id, seq, terms: searchTerms(fold(text)) })
  }
  const renamed = new Set<string>()
  for (const { kind, payload, customerId } of events) {
    if (kind === 'message.added' || kind === 'message.changed') {
      const { message } = payload as { message: Message }
      put(message.conversationId, message.seq, textOf(message.parts))
    } else if (kind === 'conversation.opened' || kind === 'conversation.changed') {
      const head = (payload as { conversation: Conversation }).conversation
      put(head.id, 0, `${head.subject ?? ''} ${head.customerName}`)
    } else if (kind.startsWith('customer.') && customerId) renamed.add(customerId)
  }
  if (renamed.size)
    for (const head of await headsOf(database, [...renamed]))
      put(head.id, 0, `${head.subject ?? ''} ${head.display_name}`)
  await keepTerms(database, [...rows.values()])
}

/** All that can be read in a message. */
export function textOf(parts: Part[]): string {
  return parts.map(partText).filter(Boolean).join('\n')
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'image':
    case 'file':
      return part.name
    case 'card':
      return [part.title, part.id, part.subtitle, ...part.facts.map(({ value }) => value)].filter(Boolean).join(' ')
    case 'timeline':
      return [part.title, ...part.steps.map(({ text }) => text)].join(' ')
    case 'choice':
      return part.label
    case 'form-reply':
      return Object.values(part.values).join(' ')
    case 'form':
    case 'source':
      return part.title
    default:
      return ''
  }
}
