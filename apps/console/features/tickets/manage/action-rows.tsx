import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RuleAction, RuleEvent } from '../../../../../src/tickets/rules/contract.ts'
import { FormRows } from '../../../components/list/form-rows.tsx'
import { useSession } from '../../../session.tsx'
import { ActionFields } from './action-fields.tsx'
import styles from './manage.module.css'

const KINDS = [
  'open-ticket',
  'business',
  'set',
  'raise-priority',
  'assign',
  'note',
  'require-approval',
  'notify',
] as const

/** What each kind of action begins as. */
const BEGIN: Record<RuleAction['kind'], RuleAction> = {
  'open-ticket': {
    kind: 'open-ticket',
    type: 'follow-up',
    title: '{subject}',
    titleEn: '',
    priority: 'normal',
    skill: null,
  },
  business: { kind: 'business', action: '', input: {} },
  set: { kind: 'set', priority: 'high' },
  'raise-priority': { kind: 'raise-priority' },
  assign: { kind: 'assign', to: 'supervisor' },
  note: { kind: 'note', text: '', customerVisible: false },
  'require-approval': {
    kind: 'require-approval',
    step: { name: '', nameEn: '', role: 'supervisor' },
  },
  notify: { kind: 'notify', to: 'supervisors' },
}

/** What the rule does, in order. Stands in the form of the rule. */
export function ActionRows({ on }: { on: RuleEvent }) {
  const { t } = useTranslation('tickets')
  const form = Form.useFormInstance()
  const actions: RuleAction[] = Form.useWatch('actions') ?? []
  const { may } = useSession()
  const firstOf = (given: RuleAction[] | undefined) => given?.find((one) => one?.kind !== 'business')?.kind
  const needsTicket = !on.startsWith('ticket.') && firstOf(actions) !== 'open-ticket'
  const kinds = KINDS.filter((kind) => kind !== 'business' || may('business.act'))
  return (
    <FormRows
      name="actions"
      addText={t('rules.addAction')}
      fresh={() => BEGIN[needsTicket ? 'open-ticket' : 'notify']}
      at={needsTicket ? 0 : undefined}
      rules={[
        {
          validator: (_, given: RuleAction[]) =>
            on.startsWith('ticket.') || ['open-ticket', undefined].includes(firstOf(given))
              ? Promise.resolve()
              : Promise.reject(new Error(t('rules.problem.actions'))),
        },
      ]}
    >
      {(row, remove) => (
        <div className={styles.line}>
          <Form.Item name={[row, 'kind']}>
            <Select<RuleAction['kind']>
              onChange={(kind) => form.setFieldValue(['actions', row], BEGIN[kind])}
              options={kinds.map((value) => ({ value, label: t(`rules.action.${value}`) }))}
            />
          </Form.Item>
          <ActionFields row={row} kind={actions[row]?.kind ?? 'notify'} />
          {remove}
        </div>
      )}
    </FormRows>
  )
}
