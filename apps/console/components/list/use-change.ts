import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTold } from './use-told.tsx'

/** Sends a change, says so, and reads everything under `key` anew. */
export function useChange<I, O>(
  key: string,
  send: (input: I) => Promise<O>,
  text: string,
  after: (made: O) => void = () => {},
) {
  const { done, failed } = useTold()
  const client = useQueryClient()
  return useMutation({
    retry: false,
    mutationFn: send,
    onSuccess: (made: O) => {
      void client.invalidateQueries({ queryKey: [key] })
      done(text)
      after(made)
    },
    onError: failed,
  })
}
