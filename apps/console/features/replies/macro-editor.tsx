import { Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CLOSE_REASONS } from '../../../../src/conversations/contract.ts'
import { PRIORITIES } from '../../../../src/desk/contract.ts'
import type { Macro, MacroSteps } from '../../../../src/desk/macros/contract.ts'
import { useColleagues } from '../conversations/use-colleagues.ts'
import { useTags } from '../conversations/use-tags.ts'
import { OwnedEditor } from './owned-editor.tsx'
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
  const { t } = useTranslation(['replies', 'desk'])
  const [form] = Form.useForm<MacroFields>()
  const editor = useMacroEditor(macro, onClose)
  const tags = useTags()
  const ending = Form.useWatch('ending', form) ?? editor.initial.ending
  return (
    <OwnedEditor
      title={t(macro ? 'replies:macro.edit' : 'replies:macro.new')}
      known={macro}
      form={form}
      editor={editor}
      onClose={onClose}
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
      <div className={styles.halves}>
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
    </OwnedEditor>
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
