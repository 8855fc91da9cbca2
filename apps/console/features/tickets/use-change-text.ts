import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../../../../src/tickets/contract.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import { useTicketStates } from './use-ticket-states.ts'
import { useTicketTypes } from './use-ticket-types.ts'

const FIELDS = {
  state: 'field.status',
  status: 'states.status',
  priority: 'field.priority',
  type: 'field.type',
  title: 'field.title',
  description: 'field.description',
  assigneeId: 'field.assignee',
  skill: 'field.skill',
  fields: 'field.fields',
  mergedInto: 'merge.act',
} as const

/** The changes of one line of history in words: names for ids, words for codes. */
export function useChangeText({ changes }: HistoryEntry): { name: string; from: string; to: string }[] {
  const { t } = useTranslation('tickets')
  const colleagues = useColleagues()
  const states = useTicketStates()
  const types = useTicketTypes()
  const word = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('history.nothing')
    if (field === 'status') return t(`status.${String(value) as 'open'}`)
    if (field === 'state') return states.name(String(value))
    if (field === 'priority') return t(`priority.${String(value) as 'low'}`)
    if (field === 'type') return types.name(String(value))
    if (field === 'assigneeId') return colleagues.name(String(value)) ?? String(value)
    if (typeof value === 'object') return Object.values(value).join(', ') || t('history.nothing')
    return String(value)
  }
  // A state says all that its status would.
  const shown = Object.entries(changes).filter(([field]) => field !== 'status' || !changes.state)
  return shown.map(([field, { from, to }]) => ({
    name: field in FIELDS ? t(FIELDS[field as keyof typeof FIELDS]) : field,
    from: word(field, from),
    to: word(field, to),
  }))
}
