import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { post } from '../../api.ts'
import { useErrorText } from '../../components/use-error-text.ts'

export type BulkAct = { verb: 'accept' | 'tags' | 'snooze' | 'close'; body: object }
export type BulkState = {
  total: number
  done: number
  running: boolean
  failures: { id: string; name: string; why: string }[]
}

/** So many are under way at once: quick, and no flood. */
const TOGETHER = 4

/** Does one thing to many conversations, counts along, and keeps for each that refused why it did. */
export function useBulk(onDone: (failed: Set<string>) => void) {
  const client = useQueryClient()
  const errorText = useErrorText()
  const [state, setState] = useState<BulkState | null>(null)
  const stopped = useRef(false)

  const run = useCallback(
    async (chosen: Conversation[], act: BulkAct) => {
      stopped.current = false
      const failures: BulkState['failures'] = []
      let done = 0
      const tell = (running: boolean) => setState({ total: chosen.length, done, running, failures: [...failures] })
      tell(true)
      const rest = [...chosen]
      const worker = async () => {
        for (let one = rest.shift(); one && !stopped.current; one = rest.shift()) {
          try {
            await post(`/api/conversations/${one.id}/${act.verb}`, act.body)
          } catch (error) {
            failures.push({ id: one.id, name: one.customerName, why: errorText(error) })
          }
          done++
          tell(true)
        }
      }
      await Promise.all(Array.from({ length: TOGETHER }, worker))
      tell(false)
      await client.invalidateQueries({ queryKey: ['conversations'] })
      onDone(new Set([...failures.map(({ id }) => id), ...rest.map(({ id }) => id)]))
    },
    [client, errorText, onDone],
  )
  return {
    state,
    run,
    stop: () => {
      stopped.current = true
    },
    clear: () => setState(null),
  }
}
