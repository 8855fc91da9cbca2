import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Understanding } from '../../../../../src/understanding/contract.ts'
import { post } from '../../../api.ts'
import { useSettled } from '../../../components/list/use-settled.ts'

/** How a sentence is understood, asked anew when the typing rests. */
export function useTry() {
  const [text, setText] = useState('')
  const asked = useSettled(text.trim(), 250)
  const query = useQuery({
    queryKey: ['model', 'try', asked],
    queryFn: async () => ({
      text: asked,
      // No idempotency key: the same words are read anew after a release.
      read: await post<Understanding>('/api/understanding/try', { text: asked }, null),
    }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  return { text, setText, query, asked: asked !== '' }
}
