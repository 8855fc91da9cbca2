import { useTranslation } from 'react-i18next'
import type { PlannedShift, RosterRequest } from '../../../../src/desk/roster/contract.ts'
import { formatMonthDay, formatWeekday } from '../../../kit/format.ts'
import type { Tone } from '../../components/list/status-mark.tsx'
import { usePreferences } from '../../preferences.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import { noonOf, timesOf } from './plan.ts'

export const TONES: Record<RosterRequest['status'], Tone> = {
  waiting: 'person',
  approved: 'good',
  declined: 'risk',
  withdrawn: 'quiet',
}

export function useDayText(): (date: string) => string {
  const { locale } = usePreferences()
  return (date) => `${formatMonthDay(noonOf(date), locale)} ${formatWeekday(noonOf(date), locale)}`
}

/** What somebody asks for, in a sentence. */
export function useRequestText(): (request: RosterRequest) => string {
  const { t } = useTranslation('roster')
  const { name } = useColleagues()
  const day = useDayText()
  const shift = (date: string, one: PlannedShift | null) =>
    [day(date), one?.name, one && timesOf(one)].filter(Boolean).join(' ')
  return (request) => {
    const { from, to } = request
    if (request.kind === 'leave' && request.leave)
      return `${t(`leave.${request.leave}`)} · ${from === to ? day(from) : `${day(from)} – ${day(to)}`}`
    const given = shift(from, request.shift)
    const colleague = request.colleagueId ? (name(request.colleagueId) ?? request.colleagueId) : ''
    return request.theirDate
      ? t('request.swap', { given, colleague, taken: shift(request.theirDate, request.theirShift) })
      : t('request.handOn', { given, colleague })
  }
}
