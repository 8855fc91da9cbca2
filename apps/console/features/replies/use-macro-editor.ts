import { useTranslation } from 'react-i18next'
import type { CLOSE_REASONS } from '../../../../src/conversations/contract.ts'
import type { Macro, MacroEnding, MacroSteps } from '../../../../src/desk/macros/contract.ts'
import { useSession } from '../../session.tsx'
import { useOwned } from './use-owned.ts'

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

/** Saving and deleting one macro. */
export function useMacroEditor(macro: Macro | null, onClose: () => void) {
  const { t } = useTranslation('replies')
  const { may } = useSession()
  const { save, ...owned } = useOwned({
    ...{ path: '/api/macros', id: macro?.id ?? null, keys: ['macros'], onClose },
    again: macro && { name: macro.name, shared: macro.ownerId === null, steps: macro.steps },
    removed: t('macro.removed', { name: macro?.name }),
  })
  return {
    ...owned,
    initial: fieldsOf(macro, may('replies.write')),
    save: (fields: MacroFields) => save({ name: fields.name, shared: fields.shared, steps: stepsOf(fields) }),
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
