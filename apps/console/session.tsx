import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import { Navigate, useLocation } from 'react-router'
import type { Permission, SessionAnswer } from '../../src/team/contract.ts'
import { ApiError, get, onSignedOut, remove } from './api.ts'
import { Loading } from './components/loading.tsx'
import { Problem } from './components/problem.tsx'

export type Session = {
  user: SessionAnswer['user']
  may: (permission: Permission) => boolean
  signOut: () => Promise<void>
}

const Context = createContext<Session | null>(null)

export const sessionKey = ['session'] as const

/** The signed-in person and what they may do. Only below `SessionGate`. */
export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('useSession outside SessionGate')
  return session
}

/** Shows its children to a signed-in person; everybody else goes to the sign-in page and comes back afterwards. */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const location = useLocation()
  const query = useQuery({ queryKey: sessionKey, queryFn: loadSession, staleTime: 60_000, retry: false })

  useEffect(() => onSignedOut(() => client.setQueryData(sessionKey, null)), [client])

  const answer = query.data
  const session = useMemo<Session | null>(() => {
    if (!answer) return null
    const allowed = new Set<Permission>(answer.permissions)
    return {
      user: answer.user,
      may: (permission) => allowed.has(permission),
      signOut: async () => {
        await remove('/api/session')
        // First the session, so that the gate closes; a cleared cache alone would tell nobody.
        client.setQueryData(sessionKey, null)
        client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
      },
    }
  }, [answer, client])

  if (query.isPending) return <Loading page />
  if (query.isError) return <Problem error={query.error} onRetry={() => query.refetch()} page />
  if (!session)
    return <Navigate to={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`} replace />
  if (session.user.mustChangePassword && location.pathname !== '/account') return <Navigate to="/account" replace />
  return <Context.Provider value={session}>{children}</Context.Provider>
}

async function loadSession({ signal }: { signal: AbortSignal }): Promise<SessionAnswer | null> {
  try {
    return await get<SessionAnswer>('/api/session', {}, signal)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null
    throw error
  }
}
