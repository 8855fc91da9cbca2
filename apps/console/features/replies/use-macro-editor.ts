import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CLOSE_REASONS } from '../../../../src/conversations/contract.ts'
import type { Macro, MacroEnding, MacroSteps } from '../../../../src/desk/macros/contract.ts'
import { post, put, remove as removeAt } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { useSession } from '../../session.tsx'

export type MacroFields = {
  name: string
  zh: string
  en: string
  note: string
  tags: string[]
  priority: number | null | undefined
  ending: MacroEnding['kind']
  hours?: number | null
  userId?: string
  skill?: string
  reason?: (typeof CLOSE_REASONS)[number]
  shared: boolean
}

/** Saving and deleting one macro; a deleted one can be brought back for a moment. */
export function useMacroEditor(macro: Macro | null, onClose: () => void) {
  const { t } = useTranslation('replies')
  const { done, failed } = useTold()
  const { may } = useSession()
  const client = useQueryClient()
  const renew = () => void client.invalidateQueries({ queryKey: ['macros'] })
  const save = useMutation({
    retry: false,
    mutationFn: (fields: MacroFields) => {
      const input = { name: fields.name, shared: fields.shared, steps: stepsOf(fields) }
      return macro ? put(`/api/macros/${macro.id}`, input) : post('/api/macros', input)
    },
    onSuccess: () => {
      renew()
      done(t('saved'))
      onClose()
    },
    onError: failed,
  })
  const remove = useMutation({
    retry: false,
    mutationFn: () => removeAt(`/api/macros/${macro?.id}`),
    onSuccess: () => {
      renew()
      const again = macro && { name: macro.name, shared: macro.ownerId === null, steps: macro.steps }
      done(t('macro.removed', { name: macro?.name }), () => void post('/api/macros', again).then(renew, failed))
      onClose()
    },
    onError: failed,
  })
  return {
    initial: fieldsOf(macro, may('replies.write')),
    busy: save.isPending,
    save: save.mutate,
    remove: () => remove.mutate(),
  }
}

function fieldsOf(macro: Macro | null, shares: boolean): MacroFields {
  if (!macro) return { name: '', zh: '', en: '', note: '', tags: [], priority: null, ending: 'none', shared: shares }
  const { reply, note, tags, priority, ending } = macro.steps
  const { kind, ...more } = ending
  return { name: macro.name, ...reply, note, tags, priority, ending: kind, ...more, shared: macro.ownerId === null }
}

function stepsOf(fields: MacroFields): MacroSteps {
  const { zh, en, note, tags, priority } = fields
  return { reply: { zh, en }, note, tags, priority: priority ?? null, ending: endingOf(fields) }
}

function endingOf({ ending, hours, userId = '', skill = '', reason = 'solved' }: MacroFields): MacroEnding {
  if (ending === 'snooze') return { kind: ending, hours: hours ?? null }
  if (ending === 'transfer-person') return { kind: ending, userId }
  if (ending === 'transfer-skill') return { kind: ending, skill }
  return ending === 'close' ? { kind: ending, reason } : { kind: 'none' }
}
