import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTold } from '../../components/list/use-told.tsx'
import { pastedQuestions } from './article-draft.ts'

/** Adding, changing and removing similar questions, with the keyboard alone if wanted. */
export function useQuestions(questions: string[], onChange: (questions: string[]) => void) {
  const { t } = useTranslation('knowledge')
  const { done } = useTold()
  const [text, setText] = useState('')
  const addLines = (lines: string): number => {
    const found = pastedQuestions(lines, questions)
    if (found.length) onChange([...questions, ...found].slice(0, 200))
    return found.length
  }
  const remove = (at: number) => {
    const before = questions
    onChange(questions.filter((_, index) => index !== at))
    done(t('questions.removed'), () => onChange(before))
  }
  return {
    text,
    setText,
    remove,
    add: () => {
      addLines(text)
      setText('')
    },
    onEnter: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return
      event.preventDefault()
      addLines(text)
      setText('')
    },
    onPaste: (event: ClipboardEvent) => {
      const pasted = event.clipboardData.getData('text/plain')
      if (!pasted.includes('\n')) return
      event.preventDefault()
      done(t('questions.pasted', { count: addLines(pasted) }))
    },
    change: (at: number, question: string) => onChange(questions.map((old, index) => (index === at ? question : old))),
    /** Lines left empty go when the field is left. */
    tidy: () => {
      const kept = questions.filter((question) => question.trim() !== '')
      if (kept.length !== questions.length) onChange(kept)
    },
    onKey: (event: KeyboardEvent<HTMLUListElement>) => {
      const field = event.target as HTMLInputElement
      const at = Number(field.dataset.at ?? Number.NaN)
      if (Number.isNaN(at) || event.nativeEvent.isComposing) return
      const to = event.key === 'ArrowDown' || event.key === 'Enter' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : null
      if (to === null) return
      event.preventDefault()
      const next = event.currentTarget.querySelector<HTMLInputElement>(`[data-at="${to}"]`)
      if (next) next.focus()
      else if (to > at) document.getElementById('article-question')?.focus()
    },
  }
}
