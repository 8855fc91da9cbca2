import { useTranslation } from 'react-i18next'
import type { RuleAction, RuleCondition, RuleEvent, RuleField } from '../../../../../src/tickets/rules/contract.ts'
import { usePreferences } from '../../../preferences.ts'
import { useSkillName } from '../../desk/use-skill-name.ts'
import { useColleagues } from '../../team/use-colleagues.ts'
import { useTicketStates } from '../use-ticket-states.ts'
import { useTicketTypes } from '../use-ticket-types.ts'

/** `ticket.opened` → `ticket-opened`: a dot would look for a key inside. */
const keyOf = (on: RuleEvent) => on.replace('.', '-') as 'ticket-opened'

/** Rules in words: what they wait for, what must hold, what they do. */
export function useRuleWords() {
  const { t } = useTranslation(['tickets', 'desk'])
  const { locale } = usePreferences()
  const states = useTicketStates()
  const types = useTicketTypes()
  const colleagues = useColleagues()
  const skillName = useSkillName()
  const value = (field: RuleField, given: string): string => {
    if (field === 'type') return types.name(given)
    if (field === 'priority') return t(`tickets:priority.${given as 'low'}`, { defaultValue: given })
    if (field === 'status' || field === 'changed-to')
      return t(`tickets:status.${given as 'open'}`, { defaultValue: given })
    if (field === 'state' || field === 'state-changed-to') return states.name(given)
    if (field === 'skill') return skillName(given)
    if (field === 'reason') return t(`desk:reason.${given}` as 'tickets:title', { defaultValue: given })
    return t(`tickets:rules.values.${given}` as 'tickets:rules.values.yes', { defaultValue: given })
  }
  const receiver = (action: Extract<RuleAction, { kind: 'notify' | 'assign' }>): string =>
    action.to === 'user' ? (colleagues.name(action.userId ?? '') ?? '—') : t(`tickets:rules.to.${action.to}`)
  const detail = (action: RuleAction): string => {
    if (action.kind === 'open-ticket') return types.name(action.type)
    if (action.kind === 'assign' || action.kind === 'notify') return receiver(action)
    if (action.kind === 'require-approval') return locale === 'zh' ? action.step.name : action.step.nameEn
    if (action.kind === 'note') return action.text
    if (action.kind !== 'set') return ''
    return [
      action.priority && value('priority', action.priority),
      action.status && value('status', action.status),
      action.state && value('state', action.state),
      action.skill && value('skill', action.skill),
    ]
      .filter(Boolean)
      .join(' · ')
  }
  return {
    event: (on: RuleEvent) => t(`tickets:rules.event.${keyOf(on)}`),
    field: (field: RuleField) => t(`tickets:rules.field.${field}`),
    value,
    condition: ({ field, op, value: given }: RuleCondition) =>
      `${t(`tickets:rules.field.${field}`)} ${t(`tickets:rules.op.${op}`)} ${value(field, given)}`,
    action: (action: RuleAction) =>
      [t(`tickets:rules.action.${action.kind}`), detail(action)].filter(Boolean).join(' '),
  }
}
