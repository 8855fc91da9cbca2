import { AutoComplete, Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  FIELD_VALUES,
  FIELDS_OF,
  RULE_OPS,
  type RuleEvent,
  type RuleField,
} from '../../../../../src/tickets/rules/contract.ts'
import { TICKET_PRIORITIES } from '../../../../../src/tickets/types/contract.ts'
import { FormRows } from '../../../components/list/form-rows.tsx'
import { useColleagues } from '../../team/use-colleagues.ts'
import { STATUSES } from '../terms.ts'
import { useTicketStates } from '../use-ticket-states.ts'
import { useTicketTypes } from '../use-ticket-types.ts'
import styles from './manage.module.css'
import { useRuleWords } from './use-rule-words.ts'

/** What must hold of the fact, a line each. Stands in the form of the rule. */
export function ConditionRows({ on }: { on: RuleEvent }) {
  const { t } = useTranslation('tickets')
  const words = useRuleWords()
  return (
    <FormRows
      name="conditions"
      addText={t('rules.addCondition')}
      fresh={() => ({ field: FIELDS_OF[on][0], op: 'is', value: '' })}
      empty={<span className={styles.soft}>{t('rules.always')}</span>}
    >
      {(row, remove) => (
        <div className={styles.line}>
          <Form.Item
            name={[row, 'field']}
            rules={[
              {
                validator: (_, field: RuleField) =>
                  FIELDS_OF[on].includes(field)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('rules.problem.conditions'))),
              },
            ]}
          >
            <Select options={FIELDS_OF[on].map((value) => ({ value, label: words.field(value) }))} />
          </Form.Item>
          <Form.Item name={[row, 'op']}>
            <Select options={RULE_OPS.map((value) => ({ value, label: t(`rules.op.${value}`) }))} />
          </Form.Item>
          <Form.Item name={[row, 'value']} rules={[{ required: true, whitespace: true, message: t('types.needed') }]}>
            <ConditionValue row={row} />
          </Form.Item>
          {remove}
        </div>
      )}
    </FormRows>
  )
}

/** Known values are offered by name; anything may be typed where they are not few. */
function ConditionValue({ row, ...form }: { row: number; value?: string; onChange?: (value: string) => void }) {
  const { t } = useTranslation('tickets')
  const words = useRuleWords()
  const states = useTicketStates()
  const types = useTicketTypes()
  const colleagues = useColleagues()
  const field: RuleField = Form.useWatch(['conditions', row, 'field']) ?? 'type'
  const known: readonly string[] =
    FIELD_VALUES[field] ??
    {
      type: types.all.map(({ id }) => id),
      priority: TICKET_PRIORITIES,
      status: STATUSES,
      'changed-to': STATUSES,
      state: states.all.map(({ id }) => id),
      'state-changed-to': states.all.map(({ id }) => id),
      skill: colleagues.skills,
      tier: ['vip', 'gold', 'silver', 'regular', 'standard'],
      reason: [
        'requested',
        'circuit-breaker',
        'sensitive',
        'low-confidence',
        'flow',
        'business-down',
        'complaint',
        'unverified',
      ],
    }[field as string] ??
    []
  const options = known.map((value) => ({ value, label: words.value(field, value) }))
  if (field === 'title' || known.length === 0) return <AutoComplete {...form} placeholder={t('rules.value')} />
  return (
    <Select {...form} showSearch={{ optionFilterProp: 'label' }} options={options} placeholder={t('rules.value')} />
  )
}
