import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { sessionKey } from '../../session.tsx'

/** After a sign-in: forget what the last person saw and go where they wanted to go. */
export function useSignedIn(): () => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  return useCallback(async () => {
    client.removeQueries({ queryKey: sessionKey })
    const next = query.get('next') ?? ''
    // Only a path of the console itself; never another site.
    await navigate(/^\/(?![/\\])/.test(next) ? next : '/home', { replace: true })
  }, [client, navigate, query])
}
