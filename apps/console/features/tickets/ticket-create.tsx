import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TicketInput } from '../../../../src/tickets/contract.ts'
import { CustomerSelect } from '../customers/customer-select.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import { PriorityMark } from './marks.tsx'
import { PRIORITIES, TYPES } from './terms.ts'
import { useTicketCreate } from './use-ticket-create.ts'

/** A new ticket. The address may bring the customer and the conversation along: `?new=1&for=…&conversation=…`. */
export function TicketCreate() {
  const { t } = useTranslation(['tickets', 'shell'])
  const [form] = Form.useForm<TicketInput>()
  const create = useTicketCreate()
  const colleagues = useColleagues()
  const needed = (message: string) => [{ required: true, whitespace: true, message }]
  return (
    <Modal
      open
      afterOpenChange={() => form.focusField(create.customerId === undefined ? 'customerId' : 'title')}
      title={t('tickets:new')}
      width={560}
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
        onFinish={create.save}
      >
        <Form.Item name="customerId" label={t('tickets:field.customer')} rules={needed(t('tickets:missing.customer'))}>
          <CustomerSelect />
        </Form.Item>
        <Form.Item name="title" label={t('tickets:field.title')} rules={needed(t('tickets:missing.title'))}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="description" label={t('tickets:field.description')}>
          <Input.TextArea maxLength={5000} autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 12 }}>
          <Form.Item name="type" label={t('tickets:field.type')}>
            <Select options={TYPES.map((value) => ({ value, label: t(`tickets:type.${value}`) }))} />
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
      </Form>
    </Modal>
  )
}
