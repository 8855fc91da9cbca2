import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { closeDialogs } from './dialogs.ts'
import { useActiveCommands } from './registry.ts'
import { useSearch } from './use-search.ts'

export type Choice = {
  id: string
  group: string
  title: string
  hint: string
  marks?: [number, number][]
  keys?: string
  run: () => void
}

/** What the palette lists for the typed text, which line is marked, and how the keys move it. */
export function usePalette() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [marked, setMarked] = useState(0)
  const commands = useActiveCommands()
  const { found, searching } = useSearch(text)

  const choices = useMemo<Choice[]>(() => {
    const wanted = text.trim().toLowerCase()
    // What this screen offers comes first, then the ways to other pages.
    const offered = commands
      .toSorted((a, b) => Number(a.id.startsWith('go:')) - Number(b.id.startsWith('go:')))
      .filter((command) => !command.keyOnly && command.title.toLowerCase().includes(wanted))
      .map((command) => ({
        id: command.id,
        group: command.group,
        title: command.title,
        hint: '',
        run: command.run,
        ...(command.keys ? { keys: command.keys } : {}),
      }))
    const matches = found.map((hit) => ({
      id: hit.id,
      group: t(`commands.${hit.kind}`),
      title: hit.title,
      hint: hit.hint,
      marks: hit.marks ?? [],
      run: () => navigate(hit.to),
    }))
    return [...offered, ...matches]
  }, [commands, found, text, t, navigate])

  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, first line again
  useEffect(() => setMarked(0), [text])

  const run = (choice: Choice | undefined) => {
    if (!choice) return
    closeDialogs()
    setText('')
    choice.run()
  }
  const onKey = (event: { key: string; preventDefault: () => void; nativeEvent: { isComposing: boolean } }) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setMarked((at) => Math.min(at + 1, choices.length - 1))
    else if (event.key === 'ArrowUp') setMarked((at) => Math.max(at - 1, 0))
    else if (event.key === 'Enter') run(choices[marked])
    else return
    event.preventDefault()
  }
  return { text, setText, choices, marked, setMarked, run, onKey, searching }
}
