import { Button, Drawer, Form, Input, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { CLOSE_REASONS } from '../../../../src/conversations/contract.ts'
import { PRIORITIES } from '../../../../src/desk/contract.ts'
import type { Macro, MacroSteps } from '../../../../src/desk/macros/contract.ts'
import forms from '../../components/list/form.module.css'
import { useSession } from '../../session.tsx'
import { useColleagues } from '../conversations/use-colleagues.ts'
import { useTags } from '../conversations/use-tags.ts'
import styles from './replies.module.css'
import { type MacroFields, useMacroEditor } from './use-macro-editor.ts'

const ENDINGS = [
  'none',
  'snooze',
  'transfer-person',
  'transfer-skill',
  'close',
] as const satisfies readonly MacroSteps['ending']['kind'][]

/** Writing one macro: the steps from top to bottom, in the order they are done. */
export function MacroEditor({ macro, onClose }: { macro: Macro | null; onClose: () => void }) {
  const { t } = useTranslation(['replies', 'lists', 'shell', 'desk'])
  const { may } = useSession()
  const [form] = Form.useForm<MacroFields>()
  const editor = useMacroEditor(macro, onClose)
  const tags = useTags()
  const readOnly = macro?.ownerId === null && !may('replies.write')
  const ending = Form.useWatch('ending', form) ?? editor.initial.ending
  return (
    <Drawer
      open
      size={480}
      title={t(macro ? 'replies:macro.edit' : 'replies:macro.new')}
      onClose={onClose}
      footer={
        !readOnly && (
          <div className={styles.foot}>
            {macro && (
              <Button danger type="text" onClick={editor.remove}>
                {t('replies:remove.act')}
              </Button>
            )}
            <span className={styles.spring} />
            <Button onClick={onClose}>{t('shell:cancel')}</Button>
            <Button type="primary" loading={editor.busy} onClick={form.submit}>
              {t('lists:save')}
            </Button>
          </div>
        )
      }
    >
      <Form<MacroFields>
        className={forms.form}
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={readOnly}
        initialValues={editor.initial}
        onFinish={editor.save}
      >
        <Form.Item
          name="name"
          label={t('replies:macro.name')}
          rules={[{ required: true, whitespace: true, message: t('replies:macro.nameMissing') }]}
        >
          <Input autoFocus={!macro} maxLength={40} />
        </Form.Item>
        <Form.Item name="zh" label={t('replies:macro.replyZh')} extra={t('replies:macro.replyHelp')}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name="en" label={t('replies:macro.replyEn')}>
          <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name="note" label={t('replies:macro.note')}>
          <Input.TextArea maxLength={1000} autoSize={{ minRows: 1, maxRows: 6 }} />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="tags" label={t('replies:macro.tags')}>
            <Select mode="tags" maxCount={10} options={tags.map((tag) => ({ value: tag, label: tag }))} />
          </Form.Item>
          <Form.Item name="priority" label={t('desk:filing.priority')}>
            <Select
              allowClear
              placeholder={t('replies:macro.keep')}
              options={(['ordinary', 'first', 'urgent'] as const).map((level) => ({
                value: PRIORITIES[level],
                label: t(`desk:filing.${level}`),
              }))}
            />
          </Form.Item>
        </div>
        <Form.Item name="ending" label={t('replies:macro.ending')}>
          <Select options={ENDINGS.map((kind) => ({ value: kind, label: t(`replies:macro.end.${kind}`) }))} />
        </Form.Item>
        <Ending kind={ending} />
        <Form.Item
          name="shared"
          valuePropName="checked"
          layout="horizontal"
          label={t('replies:shared')}
          extra={t(may('replies.write') ? 'replies:help.shared' : 'replies:help.notShared')}
        >
          <Switch size="small" disabled={!may('replies.write')} />
        </Form.Item>
      </Form>
    </Drawer>
  )
}

/** What the chosen ending needs to know. */
function Ending({ kind }: { kind: MacroFields['ending'] }) {
  const { t } = useTranslation(['replies', 'desk'])
  const { colleagues } = useColleagues()
  const missing = [{ required: true, message: t('replies:macro.endMissing') }]
  if (kind === 'snooze')
    return (
      <Form.Item name="hours" label={t('replies:macro.hours')} extra={t('replies:macro.hoursHelp')}>
        <InputNumber min={1} max={720} precision={0} />
      </Form.Item>
    )
  if (kind === 'transfer-person')
    return (
      <Form.Item name="userId" label={t('desk:transfer.pickPerson')} rules={missing}>
        <Select options={colleagues.map(({ id, shown }) => ({ value: id, label: shown }))} />
      </Form.Item>
    )
  if (kind === 'transfer-skill')
    return (
      <Form.Item name="skill" label={t('desk:transfer.pickSkill')} rules={missing}>
        <Select
          showSearch
          options={[...new Set(colleagues.flatMap(({ skills }) => skills))].map((skill) => ({
            value: skill,
            label: t(`desk:skill.${skill}` as 'desk:skill.refund', { defaultValue: skill }),
          }))}
        />
      </Form.Item>
    )
  if (kind === 'close')
    return (
      <Form.Item name="reason" label={t('replies:macro.reason')} rules={missing}>
        <Select options={CLOSE_REASONS.map((reason) => ({ value: reason, label: t(`desk:close.reason.${reason}`) }))} />
      </Form.Item>
    )
  return null
}
