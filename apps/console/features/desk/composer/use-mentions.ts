import { type KeyboardEvent, useState } from 'react'
import { useSession } from '../../../session.tsx'
import { useColleagues } from '../../conversations/use-colleagues.ts'
import { atWord, findPeople, mentionedIn } from './mentions.ts'

type Text = { text: string; caret: number; note: boolean; replace: (text: string, caret: number) => void }

/** The list that `@` opens over a note: whom it offers, which line is marked, and what its keys do. */
export function useMentions({ text, caret, note, replace }: Text) {
  const { user } = useSession()
  const { colleagues } = useColleagues()
  const [marked, setMarked] = useState(0)
  const [shutFor, setShutFor] = useState<number | null>(null)
  const people = colleagues.filter(({ id }) => id !== user.id)
  const found = note ? atWord(text, caret) : null
  const word = found && found.start !== shutFor ? found : null
  const offered = word ? findPeople(people, word.word) : []
  const at = Math.min(marked, Math.max(0, offered.length - 1))

  const insert = (shown: string) => {
    if (!word) return
    setMarked(0)
    replace(`${text.slice(0, word.start)}@${shown} ${text.slice(caret)}`, word.start + shown.length + 2)
  }
  /** True when the key was the list's. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (offered.length === 0) return false
    if (event.key === 'ArrowDown') setMarked((at + 1) % offered.length)
    else if (event.key === 'ArrowUp') setMarked((at + offered.length - 1) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') insert(offered[at]?.shown ?? '')
    else if (event.key === 'Escape') setShutFor(word?.start ?? null)
    else return false
    event.preventDefault()
    return true
  }
  return { offered, marked: at, setMarked, insert, onKey, mentioned: () => (note ? mentionedIn(text, people) : []) }
}
