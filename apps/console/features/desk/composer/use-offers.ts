import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { type CannedReply, fillReply, replyValues } from '../../../../../src/desk/contract.ts'
import type { Macro } from '../../../../../src/desk/macros/contract.ts'
import { get, type Page } from '../../../api.ts'
import { useCommands } from '../../../commands/registry.ts'
import { useSession } from '../../../session.tsx'
import { useMacros, useRunMacro } from '../macros/use-macros.ts'
import { findReplies, slashWord } from './canned-replies.ts'

/** A line of the list: a text to put in, or steps to do. */
export type Offer = { kind: 'reply'; reply: CannedReply } | { kind: 'macro'; macro: Macro }
type Text = { text: string; caret: number; replace: (text: string, caret: number) => void }

const MOST_MACROS = 5

/** The list that `/` opens over the composer: what it offers, which line is marked, and what its keys do. */
export function useOffers(conversation: Conversation, { text, caret, replace }: Text) {
  const { t } = useTranslation('desk')
  const { user } = useSession()
  const [marked, setMarked] = useState(0)
  const [shutFor, setShutFor] = useState<number | null>(null)
  const replies = useQuery({ queryKey: ['canned-replies'], queryFn: loadReplies, staleTime: 300_000 })
  const macros = useMacros()
  const runMacro = useRunMacro(conversation)

  useCommands(
    macros.map((macro) => ({
      id: `macro:${macro.id}`,
      title: t('macro.run', { macro: macro.name }),
      group: t('keys.group'),
      run: () => runMacro(macro),
    })),
  )

  const found = slashWord(text, caret)
  const slash = found && found.start !== shutFor ? found : null
  const offered: Offer[] = slash
    ? [
        ...findReplies(replies.data ?? [], slash.word, conversation.language).map(
          (reply): Offer => ({ kind: 'reply', reply }),
        ),
        ...findMacros(macros, slash.word).map((macro): Offer => ({ kind: 'macro', macro })),
      ]
    : []
  const at = Math.min(marked, Math.max(0, offered.length - 1))

  const agent = conversation.language === 'en' ? user.nameEn || user.name : user.name
  const fill = (reply: CannedReply): string => fillReply(reply.body, replyValues(conversation, agent))
  const take = (offer: Offer) => {
    if (!slash) return
    setMarked(0)
    const [before, behind] = [text.slice(0, slash.start), text.slice(caret)]
    const words = offer.kind === 'reply' ? fill(offer.reply) : ''
    replace(before + words + behind, before.length + words.length)
    if (offer.kind === 'macro') runMacro(offer.macro)
  }

  /** True when the key was the list's. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (offered.length === 0) return false
    if (event.key === 'ArrowDown') setMarked((at + 1) % offered.length)
    else if (event.key === 'ArrowUp') setMarked((at + offered.length - 1) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') {
      const offer = offered[at]
      if (offer) take(offer)
    } else if (event.key === 'Escape') setShutFor(slash?.start ?? null)
    else return false
    event.preventDefault()
    return true
  }
  return { open: slash !== null, offered, marked: at, setMarked, fill, take, replies, onKey }
}

function findMacros(macros: readonly Macro[], word: string): Macro[] {
  const wanted = word.toLowerCase()
  return macros.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, MOST_MACROS)
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
