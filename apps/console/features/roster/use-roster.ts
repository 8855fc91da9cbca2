import { useIsMutating, useQuery } from '@tanstack/react-query'
import type {
  Attendance,
  OwnRoster,
  RosterCoverage,
  RosterRequest,
  RosterSettings,
  RosterWeek,
  ShiftTemplate,
  SwapOption,
} from '../../../../src/desk/roster/contract.ts'
import { get, type Page, type Query } from '../../api.ts'
import { useChange } from '../../components/list/use-change.ts'
import { useSession } from '../../session.tsx'

const KEY = 'roster'
const load = <T>(path: string, query: Query = {}) => ({
  queryKey: [KEY, path, query],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<T>(`/api/roster/${path}`, query, signal),
})

export const weekKey = (monday: string) => load(`weeks/${monday}`).queryKey
/** Not read anew while clicks are under way, or the latest would vanish for a moment. */
export const SENDING = ['roster-plans']
export function useWeek(monday: string) {
  const sending = useIsMutating({ mutationKey: SENDING })
  return useQuery({ ...load<RosterWeek>(`weeks/${monday}`), enabled: sending === 0 })
}
export const useCoverage = (monday: string) => useQuery(load<RosterCoverage>(`weeks/${monday}/coverage`))
export const useShifts = () => useQuery(load<Page<ShiftTemplate>>('templates'))
export const useRosterSettings = () => useQuery(load<RosterSettings>('settings'))
export const useAttendance = (date: string) => useQuery(load<Page<Attendance>>('attendance', { date }))
export const useSwaps = (date: string, shiftId: string) => useQuery(load<Page<SwapOption>>('swaps', { date, shiftId }))

/** Only who decides may read what everybody asks for. */
export function useRequests() {
  const { may } = useSession()
  return useQuery({ ...load<Page<RosterRequest>>('requests'), enabled: may('roster.manage') })
}

export function useOwnRoster() {
  const { may } = useSession()
  return useQuery({ ...load<OwnRoster>('mine'), enabled: may('conversations.reply') })
}

export const useRosterChange = <I, O>(send: (input: I) => Promise<O>, text: string, after?: (made: O) => void) =>
  useChange(KEY, send, text, after)
