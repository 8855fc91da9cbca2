import { Form, Input, InputNumber, Modal, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FieldKey, FieldSpec } from './fields.ts'
import styles from './telephone.module.css'

type Values = Record<string, unknown>

/** A form of named fields; secrets are never shown, and kept when they are left empty. */
export function FieldsForm({
  title,
  fields,
  values,
  storedSecrets,
  saving,
  onSave,
  onClose,
}: {
  title: string
  fields: readonly FieldSpec[]
  values: Values
  storedSecrets: readonly string[]
  saving: boolean
  onSave: (values: Values) => Promise<unknown>
  onClose: () => void
}) {
  const { t } = useTranslation('telephone')
  const [form] = Form.useForm<Values>()
  const save = async () => {
    const given = await form.validateFields()
    await onSave(fromForm(fields, given))
    onClose()
  }
  return (
    <Modal
      open
      title={title}
      okText={t('save')}
      confirmLoading={saving}
      onCancel={onClose}
      onOk={() => void save().catch(() => undefined)}
    >
      <Form form={form} layout="vertical" initialValues={toForm(fields, values)} requiredMark={false}>
        <div className={styles.fields}>
          {fields.map((field) => (
            <Form.Item
              key={field.name}
              name={field.name}
              className={field.kind === 'list' || field.wide ? styles.wide : undefined}
              label={t(`field.${field.label}`)}
              extra={field.hint && t(`hint.${field.hint}`)}
              rules={[{ required: field.required ?? false, message: t('needed') }]}
              valuePropName={field.kind === 'switch' ? 'checked' : 'value'}
            >
              {inputOf(field, storedSecrets.includes(field.name) ? t('kept') : '', t)}
            </Form.Item>
          ))}
        </div>
      </Form>
    </Modal>
  )
}

function inputOf(field: FieldSpec, kept: string, t: (key: FieldKey) => string) {
  switch (field.kind) {
    case 'number':
      return <InputNumber min={1} max={65_535} controls={false} style={{ width: '100%' }} />
    case 'secret':
      return <Input.Password autoComplete="new-password" placeholder={kept} />
    case 'pem':
      return (
        <Input.TextArea
          rows={3}
          spellCheck={false}
          placeholder={kept || '-----BEGIN …'}
          style={{ fontFamily: 'var(--font-mono)' }}
        />
      )
    case 'switch':
      return <Switch />
    case 'select':
      return <Select options={field.options?.map((value) => ({ value, label: t(`option.${value}`) }))} />
    default:
      return <Input autoComplete="off" placeholder={field.example} />
  }
}

const toForm = (fields: readonly FieldSpec[], values: Values): Values =>
  Object.fromEntries(
    fields.map(({ name, kind }) => [name, kind === 'list' ? (values[name] as string[]).join(', ') : values[name]]),
  )

function fromForm(fields: readonly FieldSpec[], given: Values): Values {
  return Object.fromEntries(
    fields.map(({ name, kind }) => {
      const value = given[name]
      if (kind === 'list')
        return [
          name,
          String(value ?? '')
            .split(/[\s,，;；]+/)
            .filter(Boolean),
        ]
      return [name, typeof value === 'string' ? value.trim() : (value ?? '')]
    }),
  )
}
