import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RuleAction, RuleEvent } from '../../../../../src/tickets/rules/contract.ts'
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
    <Form.List
      name="actions"
      rules={[
        {
          validator: (_, given: RuleAction[]) =>
            on.startsWith('ticket.') || ['open-ticket', undefined].includes(firstOf(given))
              ? Promise.resolve()
              : Promise.reject(new Error(t('rules.problem.actions'))),
        },
      ]}
    >
      {(rows, { add, remove }, { errors }) => (
        <div className={styles.rows}>
          {rows.map((row) => (
            <div key={row.key} className={styles.line}>
              <Form.Item name={[row.name, 'kind']}>
                <Select<RuleAction['kind']>
                  onChange={(kind) => form.setFieldValue(['actions', row.name], BEGIN[kind])}
                  options={kinds.map((value) => ({ value, label: t(`rules.action.${value}`) }))}
                />
              </Form.Item>
              <ActionFields row={row.name} kind={actions[row.name]?.kind ?? 'notify'} />
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('types.remove')}
                onClick={() => remove(row.name)}
              />
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => add(BEGIN[needsTicket ? 'open-ticket' : 'notify'], needsTicket ? 0 : undefined)}
          >
            {t('rules.addAction')}
          </Button>
        </div>
      )}
    </Form.List>
  )
}
