import { Form, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  isBuiltIn,
  STATE_COLOURS,
  TICKET_STATUSES,
  type TicketStateInput,
  type TicketStateView,
} from '../../../../../src/tickets/states/contract.ts'
import { StatusMark } from '../../../components/list/status-mark.tsx'
import { EditorDrawer, IdField } from './editor-drawer.tsx'
import styles from './manage.module.css'
import { useStateEditor } from './use-state-editor.ts'

/** One state: its names, its colour and place, and the status it belongs to. */
export function StateEditor({ state, onClose }: { state: TicketStateView | null; onClose: () => void }) {
  const { t } = useTranslation(['tickets', 'lists', 'shell'])
  const [form] = Form.useForm<TicketStateInput>()
  const editor = useStateEditor(state, onClose)
  const status = Form.useWatch('status', form) ?? editor.initial.status
  return (
    <EditorDrawer
      size={480}
      title={t(state ? 'tickets:states.edit' : 'tickets:states.new')}
      fresh={!state}
      longestName={40}
      form={form}
      editor={editor}
      onClose={onClose}
    >
      <IdField fresh={!state} />
      <Form.Item name="status" label={t('tickets:states.status')} extra={t(`tickets:states.clocks.${status}`)}>
        <Select
          disabled={state !== null}
          options={TICKET_STATUSES.map((value) => ({ value, label: t(`tickets:status.${value}`) }))}
        />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="colour" label={t('tickets:states.colour')}>
          <Select
            options={STATE_COLOURS.map((value) => ({
              value,
              label: (
                <StatusMark tone={value} plain>
                  {t(`tickets:states.colours.${value}`)}
                </StatusMark>
              ),
            }))}
          />
        </Form.Item>
        <Form.Item name="position" label={t('tickets:states.position')} extra={t('tickets:states.positionHint')}>
          <InputNumber min={0} max={1000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      {!isBuiltIn(editor.initial.id) && (
        <Form.Item name="active" valuePropName="checked" layout="horizontal" label={t('tickets:types.active')}>
          <Switch size="small" />
        </Form.Item>
      )}
    </EditorDrawer>
  )
}
