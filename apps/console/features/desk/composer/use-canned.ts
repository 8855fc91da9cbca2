import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { type CannedReply, fillReply } from '../../../../../src/desk/contract.ts'
import { get, type Page } from '../../../api.ts'
import { useSession } from '../../../session.tsx'
import { findReplies, slashWord } from './canned-replies.ts'

type Text = { text: string; caret: number; replace: (text: string, caret: number) => void }

/** The list that `/` opens over the composer: what it offers, which line is marked, and what its keys do. */
export function useCanned(conversation: Conversation, { text, caret, replace }: Text) {
  const { user } = useSession()
  const [marked, setMarked] = useState(0)
  const [shutFor, setShutFor] = useState<number | null>(null)
  const replies = useQuery({ queryKey: ['canned-replies'], queryFn: loadReplies, staleTime: 300_000 })

  const found = slashWord(text, caret)
  const slash = found && found.start !== shutFor ? found : null
  const offered = slash ? findReplies(replies.data ?? [], slash.word, conversation.language) : []
  const at = Math.min(marked, Math.max(0, offered.length - 1))

  const fill = (reply: CannedReply): string =>
    fillReply(reply.body, {
      'customer.name': conversation.customerName,
      'agent.name': conversation.language === 'en' ? user.nameEn || user.name : user.name,
      'order.id': orderOf(conversation),
    })
  const insertReply = (reply: CannedReply) => {
    if (!slash) return
    const filled = fill(reply)
    setMarked(0)
    replace(text.slice(0, slash.start) + filled + text.slice(caret), slash.start + filled.length)
  }

  /** True when the key was the list's. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (offered.length === 0) return false
    if (event.key === 'ArrowDown') setMarked((at + 1) % offered.length)
    else if (event.key === 'ArrowUp') setMarked((at + offered.length - 1) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') {
      const reply = offered[at]
      if (reply) insertReply(reply)
    } else if (event.key === 'Escape') setShutFor(slash?.start ?? null)
    else return false
    event.preventDefault()
    return true
  }
  return { open: slash !== null, offered, marked: at, setMarked, fill, insertReply, replies, onKey }
}

/** The order the hand-over names; a product name may stand behind its number. */
function orderOf({ handOver }: Conversation): string {
  const fact = handOver?.facts.find(({ label }) => /^order/i.test(label.en))
  return fact?.value.split(' ')[0] ?? ''
}

async function loadReplies({ signal }: { signal: AbortSignal }): Promise<CannedReply[]> {
  const all: CannedReply[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Page<CannedReply> = await get('/api/canned-replies', { limit: 100, cursor }, signal)
    all.push(...page.items)
    cursor = page.nextCursor
  }
  return all
}
