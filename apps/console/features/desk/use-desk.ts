import { useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { WRITING } from './composer/use-writing.ts'
import { useAccept, useQueue } from './queue/use-queue.ts'

/** My chats that a digit reaches. */
const PLACES = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

/** Which conversation is open (its id is in the address), and the keys that move between them. */
export function useDesk() {
  const { t } = useTranslation('desk')
  const navigate = useNavigate()
  const openId = useParams()['*'] || null
  const { waiting, mine } = useQueue()
  /** Where the agent is going: a refusal can be here before the page he goes to is drawn. */
  const wantedId = useRef(openId)
  useEffect(() => {
    wantedId.current = openId
  }, [openId])
  const open = useCallback((id: string) => void navigate(`/desk/${id}`), [navigate])
  /** Opens it with the caret in the reply box: for keys that work while somebody writes. */
  const write = useCallback(
    (id: string) => {
      wantedId.current = id
      void navigate(`/desk/${id}`, { state: WRITING })
    },
    [navigate],
  )
  /** After one is closed, handed on or lost: the next of mine, else nothing. */
  const leave = useCallback(() => {
    const from = wantedId.current
    const next = mine.find((conversation) => conversation.id !== from)
    void navigate(next && from ? `/desk/${next.id}` : '/desk')
  }, [mine, navigate])
  const { mutate } = useAccept(write, (id) => id === wantedId.current && leave())
  const accept = useCallback((conversation: Conversation) => mutate(conversation), [mutate])
  const group = t('keys.group')

  const step = (by: 1 | -1, all = [...waiting, ...mine], go = write) => {
    const at = all.findIndex((conversation) => conversation.id === openId)
    const next = all[at < 0 ? 0 : (at + by + all.length) % all.length]
    if (next) go(next.id)
  }

  useCommands([
    { id: 'desk:next', title: t('keys.acceptNext'), group, keys: 'alt+n', run: () => waiting[0] && accept(waiting[0]) },
    { id: 'desk:down', title: t('keys.down'), group, keys: 'alt+arrowdown', keyOnly: true, run: () => step(1) },
    { id: 'desk:up', title: t('keys.up'), group, keys: 'alt+arrowup', keyOnly: true, run: () => step(-1) },
    { id: 'desk:j', title: t('keys.nextMine'), group, keys: 'j', keyOnly: true, run: () => step(1, mine, open) },
    { id: 'desk:k', title: t('keys.previousMine'), group, keys: 'k', keyOnly: true, run: () => step(-1, mine, open) },
    ...PLACES.map((place) => ({
      id: `desk:place:${place}`,
      title: t('keys.place', { place }),
      group,
      keys: `mod+alt+${place}`,
      keyOnly: true,
      run: () => {
        const chat = mine[place - 1]
        if (chat) write(chat.id)
      },
    })),
  ])
  return { openId, open, accept, leave, back: () => void navigate('/desk') }
}
