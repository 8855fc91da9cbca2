import { Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { APPROVER_ROLES, type RuleAction } from '../../../../../src/tickets/rules/contract.ts'
import { useSkillName } from '../../desk/use-skill-name.ts'
import { useColleagues } from '../../team/use-colleagues.ts'
import { PriorityMark } from '../marks.tsx'
import { PRIORITIES } from '../terms.ts'
import { useTicketStates } from '../use-ticket-states.ts'
import { useTicketTypes } from '../use-ticket-types.ts'
import { BusinessFields } from './business-fields.tsx'

/** What one kind of action needs to know. */
export function ActionFields({ row, kind }: { row: number; kind: RuleAction['kind'] }) {
  const { t } = useTranslation('tickets')
  const states = useTicketStates()
  const types = useTicketTypes()
  const colleagues = useColleagues()
  const skillName = useSkillName()
  const to = Form.useWatch(['actions', row, 'to'])
  const needed = [{ required: true, whitespace: true, message: t('types.needed') }]
  const priorities = PRIORITIES.map((value) => ({ value, label: <PriorityMark priority={value} /> }))
  const skill = (
    <Form.Item name={[row, 'skill']} normalize={(value: string | undefined) => value ?? null}>
      <Select
        allowClear
        placeholder={t('field.skill')}
        options={[...new Set([...colleagues.skills, 'field-engineer'])].map((value) => ({
          value,
          label: skillName(value),
        }))}
      />
    </Form.Item>
  )
  if (kind === 'open-ticket')
    return (
      <>
        <Form.Item name={[row, 'type']}>
          <Select options={types.options} />
        </Form.Item>
        <Form.Item name={[row, 'priority']}>
          <Select options={priorities} />
        </Form.Item>
        {skill}
        <Form.Item
          name={[row, 'title']}
          rules={needed}
          extra={t('rules.titleHint')}
          style={{ flexBasis: '100%', order: 1 }}
        >
          <Input maxLength={200} placeholder={t('field.title')} />
        </Form.Item>
        <Form.Item name={[row, 'titleEn']} style={{ flexBasis: '100%', order: 1 }}>
          <Input maxLength={200} placeholder={t('rules.titleEn')} />
        </Form.Item>
      </>
    )
  if (kind === 'business') return <BusinessFields row={row} />
  if (kind === 'set')
    return (
      <>
        <Form.Item name={[row, 'priority']}>
          <Select allowClear placeholder={t('field.priority')} options={priorities} />
        </Form.Item>
        <Form.Item name={[row, 'state']}>
          <Select
            allowClear
            placeholder={t('field.status')}
            options={states
              .offered()
              .filter(({ status }) => status !== 'resolved')
              .map(({ id }) => ({ value: id, label: states.name(id) }))}
          />
        </Form.Item>
      </>
    )
  if (kind === 'note')
    return (
      <>
        <Form.Item name={[row, 'text']} rules={needed}>
          <Input maxLength={200} placeholder={t('rules.noteText')} />
        </Form.Item>
        <Form.Item name={[row, 'customerVisible']} valuePropName="checked">
          <Switch size="small" checkedChildren={t('rules.noteVisible')} unCheckedChildren={t('rules.noteVisible')} />
        </Form.Item>
      </>
    )
  if (kind === 'require-approval')
    return (
      <>
        <Form.Item name={[row, 'step', 'name']} rules={needed}>
          <Input maxLength={60} placeholder={t('types.step')} />
        </Form.Item>
        <Form.Item name={[row, 'step', 'nameEn']} rules={needed}>
          <Input maxLength={60} placeholder={t('types.stepEn')} />
        </Form.Item>
        <Form.Item name={[row, 'step', 'role']}>
          <Select options={APPROVER_ROLES.map((value) => ({ value, label: t(`approval.role.${value}`) }))} />
        </Form.Item>
      </>
    )
  if (kind !== 'assign' && kind !== 'notify') return null
  const receivers =
    kind === 'assign' ? (['supervisor', 'user'] as const) : (['assignee', 'supervisors', 'skill', 'user'] as const)
  return (
    <>
      <Form.Item name={[row, 'to']}>
        <Select options={receivers.map((value) => ({ value, label: t(`rules.to.${value}`) }))} />
      </Form.Item>
      {to === 'user' && (
        <Form.Item name={[row, 'userId']} rules={needed}>
          <Select
            placeholder={t('rules.person')}
            showSearch={{ optionFilterProp: 'label' }}
            options={colleagues.options}
          />
        </Form.Item>
      )}
    </>
  )
}
