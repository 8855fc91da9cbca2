import { Checkbox, Form, Input, Modal, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ChannelKind } from '../../../../src/emotion/channels/contract.ts'
import { languageName } from '../../../kit/format.ts'
import type { useChannels } from './use-channels.ts'

const KINDS = ['dingtalk', 'feishu', 'wecom', 'email'] as const
const PORTS = [25, 465, 587, 2525]

type Values = {
  name: string
  kind: ChannelKind
  language: 'zh' | 'en'
  severities: string[]
  quiet: boolean
  from: string
  until: string
  webhook?: string
  secret?: string
  host?: string
  port?: number
  secure?: boolean
  user?: string
  password?: string
  sender?: string
  to?: string
}

const START: Partial<Values> = {
  ...{ kind: 'dingtalk', language: 'zh', severities: ['warning', 'critical'], quiet: false },
  ...{ from: '22:00', until: '08:00', port: 465, secure: true },
}

/** A new way out for alerts. */
export function ChannelForm({
  open,
  onClose,
  add,
}: {
  open: boolean
  onClose: () => void
  add: ReturnType<typeof useChannels>['add']
}) {
  const { t } = useTranslation('settings')
  const [form] = Form.useForm<Values>()
  const kind = Form.useWatch('kind', form) ?? 'dingtalk'
  const quiet = Form.useWatch('quiet', form)
  const save = async () => {
    const values = await form.validateFields()
    await add.mutateAsync(toInput(values))
    form.resetFields()
    onClose()
  }
  return (
    <Modal
      open={open}
      title={t('channels.add')}
      okText={t('channels.add')}
      onCancel={onClose}
      confirmLoading={add.isPending}
      onOk={() => void save().catch(() => undefined)}
    >
      <Form form={form} layout="vertical" initialValues={START} requiredMark={false}>
        <Form.Item name="kind" label={t('channels.field.kind')}>
          <Select options={KINDS.map((value) => ({ value, label: t(`channels.kind.${value}`) }))} />
        </Form.Item>
        <Form.Item name="name" label={t('channels.field.name')} rules={[{ required: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        {kind === 'email' ? <MailFields /> : <RobotFields kind={kind} />}
        <Form.Item name="severities" label={t('channels.field.severities')} rules={[{ required: true }]}>
          <Checkbox.Group
            options={(['warning', 'critical'] as const).map((value) => ({
              value,
              label: t(`channels.severity.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="language" label={t('channels.field.language')}>
          <Select options={(['zh', 'en'] as const).map((value) => ({ value, label: languageName(value) }))} />
        </Form.Item>
        <Form.Item name="quiet" label={t('channels.field.quiet')} valuePropName="checked">
          <Switch />
        </Form.Item>
        {quiet && (
          <Form.Item label={t('channels.field.hours')}>
            <Form.Item name="from" noStyle>
              <Input type="time" style={{ width: 120 }} />
            </Form.Item>
            {' – '}
            <Form.Item name="until" noStyle>
              <Input type="time" style={{ width: 120 }} />
            </Form.Item>
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

function RobotFields({ kind }: { kind: 'dingtalk' | 'feishu' | 'wecom' }) {
  const { t } = useTranslation('settings')
  return (
    <>
      <Form.Item name="webhook" label={t('channels.field.webhook')} rules={[{ required: true }]}>
        <Input.Password autoComplete="off" />
      </Form.Item>
      {kind !== 'wecom' && (
        <Form.Item name="secret" label={t('channels.field.secret')} rules={[{ required: kind === 'dingtalk' }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      )}
    </>
  )
}

function MailFields() {
  const { t } = useTranslation('settings')
  return (
    <>
      <Form.Item name="host" label={t('channels.field.host')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name="port" label={t('channels.field.port')}>
        <Select options={PORTS.map((value) => ({ value, label: String(value) }))} />
      </Form.Item>
      <Form.Item name="secure" label={t('channels.field.secure')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="user" label={t('channels.field.user')}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="password" label={t('channels.field.password')}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="sender" label={t('channels.field.sender')} rules={[{ required: true, type: 'email' }]}>
        <Input />
      </Form.Item>
      <Form.Item name="to" label={t('channels.field.to')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
    </>
  )
}

function toInput(values: Values) {
  const { name, kind, language, severities } = values
  const target =
    kind === 'email'
      ? {
          ...{ kind, host: values.host, port: values.port, secure: values.secure ?? false, from: values.sender },
          ...{ user: values.user ?? '', password: values.password ?? '' },
          to: (values.to ?? '').split(/[\s,，;；]+/).filter(Boolean),
        }
      : { kind, webhook: values.webhook, ...(kind === 'wecom' ? {} : { secret: values.secret ?? '' }) }
  const quiet = values.quiet ? { from: values.from, to: values.until } : null
  return { name, language, severities, quiet, target }
}
