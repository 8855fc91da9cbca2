import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TicketInput } from '../../../../src/tickets/contract.ts'
import { CustomerSelect } from '../customers/customer-select.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import { FieldInput } from './field-inputs.tsx'
import { PriorityMark } from './marks.tsx'
import { PRIORITIES } from './terms.ts'
import styles from './tickets.module.css'
import { useTicketCreate } from './use-ticket-create.ts'
import { useTicketTypes } from './use-ticket-types.ts'

/** A new ticket. The address may bring the customer and the conversation along: `?new=1&for=…&conversation=…`. */
export function TicketCreate() {
  const { t } = useTranslation(['tickets', 'shell'])
  const [form] = Form.useForm<TicketInput>()
  const create = useTicketCreate()
  const colleagues = useColleagues()
  const types = useTicketTypes()
  const type = types.find(Form.useWatch('type', form) ?? 'other')
  const needed = (message: string) => [{ required: true, whitespace: true, message }]
  const takeType = (id: string) => form.setFieldValue('priority', types.find(id)?.priority ?? 'normal')
  const takeTemplate = (n: number | undefined) => {
    const template = n === undefined ? undefined : type?.templates[n]
    if (template) form.setFieldsValue({ title: template.title, description: template.description })
  }
  return (
    <Modal
      open
      afterOpenChange={() => form.focusField(create.customerId === undefined ? 'customerId' : 'title')}
      title={t('tickets:new')}
      width={600}
      okText={t('tickets:create')}
      cancelText={t('shell:cancel')}
      confirmLoading={create.busy}
      onOk={form.submit}
      onCancel={create.close}
    >
      <Form<TicketInput>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ priority: 'normal', type: 'other', customerId: create.customerId }}
        onFinish={({ fields, ...values }) => create.save({ ...values, fields: filled(fields) })}
      >
        <Form.Item name="customerId" label={t('tickets:field.customer')} rules={needed(t('tickets:missing.customer'))}>
          <CustomerSelect />
        </Form.Item>
        <div className={styles.three}>
          <Form.Item name="type" label={t('tickets:field.type')}>
            <Select options={types.options} onChange={takeType} showSearch={{ optionFilterProp: 'label' }} />
          </Form.Item>
          <Form.Item name="priority" label={t('tickets:field.priority')}>
            <Select options={PRIORITIES.map((value) => ({ value, label: <PriorityMark priority={value} /> }))} />
          </Form.Item>
          <Form.Item name="assigneeId" label={t('tickets:field.assignee')}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('tickets:nobody')}
              options={colleagues.options}
            />
          </Form.Item>
        </div>
        {type && type.templates.length > 0 && (
          <Form.Item label={t('tickets:template')}>
            <Select<number>
              key={type.id}
              allowClear
              placeholder={t('tickets:noTemplate')}
              onChange={takeTemplate}
              options={type.templates.map((template, value) => ({
                value,
                label: types.label({ label: template.name, labelEn: template.nameEn }),
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="title" label={t('tickets:field.title')} rules={needed(t('tickets:missing.title'))}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="description" label={t('tickets:field.description')}>
          <Input.TextArea maxLength={5000} autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
        <div className={styles.three}>
          {type?.fields.map((field) => (
            <Form.Item
              key={`${type.id}.${field.name}`}
              name={['fields', field.name]}
              label={types.label(field)}
              rules={field.required ? needed(t('tickets:types.needed')) : []}
            >
              <FieldInput field={field} types={types} />
            </Form.Item>
          ))}
        </div>
      </Form>
    </Modal>
  )
}

const filled = (fields: Record<string, string | undefined> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])))
