import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Translation } from '../../../../../src/answers/contract.ts'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { post } from '../../../api.ts'
import { usePreferences } from '../../../preferences.ts'
import { useModel } from '../../settings/use-model.ts'

type Draft = { text: string; note: boolean; replace: (text: string, caret: number) => void }
type Translated = { original: string; doubtful: string[] }

/**
 * A reply put into the customer's language before it is sent. The translation takes the place of the draft, so that what
 * goes out is what the agent has read; the original can be brought back until then.
 */
export function useDraftTranslation({ id, language }: Conversation, { text, note, replace }: Draft) {
  const { locale } = usePreferences()
  const model = useModel('translate')
  const [translated, setTranslated] = useState<Translated | null>(null)
  const put = (words: string) => replace(words, words.length)
  const asked = useMutation({
    retry: false,
    mutationFn: (original: string) =>
      post<Translation>(`/api/conversations/${id}/translate`, { text: original, into: language }, null),
    onSuccess: (answer, original) => {
      setTranslated({ original, doubtful: answer.doubtful })
      put(answer.text)
    },
    onSettled: () => void model.renew(),
  })
  const empty = text.trim() === ''
  // What is written next is another text, and a note goes out as it is.
  useEffect(() => {
    if (empty || note) setTranslated(null)
  }, [empty, note])
  return {
    offered: model.offered && language !== locale && !note,
    ready: model.ready && !empty && !asked.isPending,
    why: model.why,
    language,
    running: asked.isPending,
    error: empty || note ? null : asked.error,
    translated,
    run: () => {
      if (model.ready && !empty && !asked.isPending) asked.mutate(text.trim())
    },
    undo: () => {
      if (translated) put(translated.original)
      setTranslated(null)
    },
  }
}
