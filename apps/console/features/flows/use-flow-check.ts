import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import type { CheckAnswer } from './flow-types.ts'

/** The pasted flow, its check, and the way from a fault to its line. */
export function useFlowCheck() {
  const [text, setText] = useState('')
  const { failed } = useTold()
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const check = useMutation({
    retry: false,
    mutationFn: (yaml: string) => post<CheckAnswer>('/api/flows/validate', { yaml }),
    onError: failed,
  })
  const lines = text.split('\n')
  const run = () => text.trim() && check.mutate(text)

  const goTo = (line: number) => {
    const field = area.current
    if (!field) return
    const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
    field.focus()
    field.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
    field.scrollTop = Math.max(0, (line - 5) * Number.parseFloat(getComputedStyle(field).lineHeight))
  }
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      run()
    }
  }
  const onScroll = () => {
    if (gutter.current && area.current) gutter.current.scrollTop = area.current.scrollTop
  }
  return {
    text,
    setText,
    numbers: lines.map((_, at) => at + 1),
    area,
    gutter,
    run,
    goTo,
    onKey,
    onScroll,
    busy: check.isPending,
    answer: check.data,
    badLines: new Set(check.data?.problems.map((problem) => problem.line)),
  }
}
