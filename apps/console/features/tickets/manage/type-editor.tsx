import { Form, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TicketTypeView } from '../../../../../src/tickets/types/contract.ts'
import { useSkillName } from '../../desk/use-skill-name.ts'
import { PriorityMark } from '../marks.tsx'
import { PRIORITIES } from '../terms.ts'
import { ApprovalRows } from './approval-rows.tsx'
import { EditorDrawer, IdField } from './editor-drawer.tsx'
import { FieldRows } from './field-rows.tsx'
import styles from './manage.module.css'
import { TargetTable } from './target-table.tsx'
import { TemplateRows } from './template-rows.tsx'
import { type TypeDraft, useTypeEditor } from './use-type-editor.ts'

/** One type of ticket: names, what to fill in, who has to agree, who works on it, how its clocks run. */
export function TypeEditor({ type, onClose }: { type: TicketTypeView | null; onClose: () => void }) {
  const { t } = useTranslation(['tickets', 'lists', 'shell'])
  const [form] = Form.useForm<TypeDraft>()
  const editor = useTypeEditor(type, onClose)
  const skillName = useSkillName()
  const ownTargets = Form.useWatch('ownTargets', form) ?? editor.initial.ownTargets
  return (
    <EditorDrawer
      size={640}
      title={t(type ? 'tickets:types.edit' : 'tickets:types.new')}
      fresh={!type}
      longestName={60}
      form={form}
      editor={editor}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <IdField fresh={!type} />
        <Form.Item name="priority" label={t('tickets:types.priority')}>
          <Select options={PRIORITIES.map((value) => ({ value, label: <PriorityMark priority={value} /> }))} />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        <Form.Item name="skill" label={t('tickets:types.skill')}>
          <Select
            allowClear
            placeholder={t('tickets:types.anybody')}
            showSearch={{ optionFilterProp: 'label' }}
            options={editor.skills.map((value) => ({ value, label: skillName(value) }))}
          />
        </Form.Item>
        <div className={styles.switches}>
          <Form.Item name="active" valuePropName="checked" layout="horizontal" label={t('tickets:types.active')}>
            <Switch size="small" />
          </Form.Item>
          <Form.Item
            name="aroundTheClock"
            valuePropName="checked"
            layout="horizontal"
            label={t('tickets:types.around')}
          >
            <Switch size="small" />
          </Form.Item>
          <Form.Item
            name="ownTargets"
            valuePropName="checked"
            layout="horizontal"
            label={t('tickets:types.ownTargets')}
          >
            <Switch size="small" />
          </Form.Item>
        </div>
      </div>
      {ownTargets && (
        <Form.Item name="targets">
          <TargetTable />
        </Form.Item>
      )}
      <h3>{t('tickets:types.fields')}</h3>
      <FieldRows />
      <h3>{t('tickets:types.approval')}</h3>
      <ApprovalRows />
      <h3>{t('tickets:types.templates')}</h3>
      <TemplateRows />
    </EditorDrawer>
  )
}
