import { Button, Drawer, Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TicketTypeView } from '../../../../../src/tickets/types/contract.ts'
import forms from '../../../components/list/form.module.css'
import { useSkillName } from '../../desk/use-skill-name.ts'
import { PriorityMark } from '../marks.tsx'
import { PRIORITIES } from '../terms.ts'
import { ApprovalRows } from './approval-rows.tsx'
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
  const needed = [{ required: true, whitespace: true, message: t('tickets:types.needed') }]
  return (
    <Drawer
      open
      size={640}
      title={t(type ? 'tickets:types.edit' : 'tickets:types.new')}
      onClose={onClose}
      footer={
        <div className={styles.foot}>
          <Button onClick={onClose}>{t('shell:cancel')}</Button>
          <Button type="primary" loading={editor.busy} onClick={form.submit}>
            {t('lists:save')}
          </Button>
        </div>
      }
    >
      <Form<TypeDraft>
        className={forms.form}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={editor.initial}
        onFinish={editor.save}
      >
        <div className={styles.pair}>
          <Form.Item name="name" label={t('tickets:types.name')} rules={needed}>
            <Input maxLength={60} autoFocus={!type} />
          </Form.Item>
          <Form.Item name="nameEn" label={t('tickets:types.nameEn')} rules={needed}>
            <Input maxLength={60} />
          </Form.Item>
        </div>
        <div className={styles.pair}>
          <Form.Item
            name="id"
            label={t('tickets:types.id')}
            extra={t('tickets:types.idHint')}
            rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{0,39}$/, message: t('tickets:types.idHint') }]}
          >
            <Input maxLength={40} disabled={type !== null} />
          </Form.Item>
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
      </Form>
    </Drawer>
  )
}
