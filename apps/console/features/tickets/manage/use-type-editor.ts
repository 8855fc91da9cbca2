import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  type TicketField,
  type TicketSettings,
  type TicketTypeInput,
  type TicketTypeView,
  USUAL_SETTINGS,
} from '../../../../../src/tickets/types/contract.ts'
import { get, post, put } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import { useColleagues } from '../../team/use-colleagues.ts'
import { ticketTypesKey } from '../use-ticket-types.ts'
import { optionLines, readOptions } from './option-lines.ts'

/** A type as the form holds it: options as lines, own times behind a switch. */
export type TypeDraft = Omit<TicketTypeInput, 'fields'> & {
  fields: (Omit<TicketField, 'options'> & { lines: string })[]
  ownTargets: boolean
}

export const ticketSettingsKey = ['ticket-settings']

export function useTicketSettings() {
  return useQuery({
    queryKey: ticketSettingsKey,
    queryFn: ({ signal }) => get<TicketSettings>('/api/ticket-settings', {}, signal),
  })
}

/** Saving one type. */
export function useTypeEditor(type: TicketTypeView | null, onClose: () => void) {
  const { t } = useTranslation('tickets')
  const { done, failed } = useTold()
  const client = useQueryClient()
  const colleagues = useColleagues()
  const settings = useTicketSettings()
  const targets = type?.targets ?? settings.data?.targets ?? USUAL_SETTINGS.targets
  const save = useMutation({
    retry: false,
    mutationFn: ({ ownTargets, ...draft }: TypeDraft) => {
      const input: TicketTypeInput = {
        ...draft,
        skill: draft.skill || null,
        position: type?.position ?? 50,
        targets: ownTargets ? (draft.targets ?? targets) : null,
        fields: draft.fields.map(({ lines, ...field }) => ({
          ...field,
          ...(field.kind === 'select' ? { options: readOptions(lines) } : {}),
        })),
      }
      const { id, ...known } = input
      return type ? put<unknown>(`/api/ticket-types/${id}`, known) : post<unknown>('/api/ticket-types', input)
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ticketTypesKey })
      done(t('types.saved'))
      onClose()
    },
    onError: failed,
  })
  const initial: TypeDraft = {
    id: type?.id ?? '',
    name: type?.name ?? '',
    nameEn: type?.nameEn ?? '',
    priority: type?.priority ?? 'normal',
    skill: type?.skill ?? null,
    active: type?.active ?? true,
    aroundTheClock: type?.aroundTheClock ?? false,
    position: type?.position ?? 50,
    templates: type?.templates ?? [],
    approval: type?.approval ?? [],
    ownTargets: Boolean(type?.targets),
    targets,
    fields: (type?.fields ?? []).map(({ options = [], ...field }) => ({ ...field, lines: optionLines(options) })),
  }
  return { initial, busy: save.isPending, save: save.mutate, skills: colleagues.skills }
}
