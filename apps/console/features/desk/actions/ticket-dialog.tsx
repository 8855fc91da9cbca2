import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Modal, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import type { Ticket, TicketInput } from '../../../../../src/tickets/contract.ts'
import { TICKET_PRIORITIES } from '../../../../../src/tickets/types/contract.ts'
import { post } from '../../../api.ts'
import { useErrorText } from '../../../components/use-error-text.ts'
import { usePreferences } from '../../../preferences.ts'
import { useTicketTypes } from '../../tickets/use-ticket-types.ts'
import { prefillTicket } from './prefill-ticket.ts'

type Props = { open: boolean; conversation: Conversation; onDone: () => void }
type Values = Pick<TicketInput, 'type' | 'title' | 'description' | 'priority'>

/** A ticket out of the conversation; what the bot collected is already filled in. */
export function TicketDialog({ open, conversation, onDone }: Props) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const types = useTicketTypes()
  const prefilled = prefillTicket(conversation, locale)
  const create = useMutation({
    mutationFn: (values: Values) =>
      post<Ticket | { ticket: Ticket }>('/api/tickets', {
        ...values,
        fields: prefilled.fields,
        customerId: conversation.customerId,
        conversationId: conversation.id,
      }),
    onSuccess: async (answer) => {
      const ticket = 'ticket' in answer ? answer.ticket : answer
      message.success(t('ticket.done', { number: ticket.number }))
      await client.invalidateQueries({ queryKey: ['customer-tickets', conversation.customerId] })
      onDone()
    },
  })
  return (
    <Modal
      open={open}
      destroyOnHidden
      afterOpenChange={(opened) => opened && form.focusField('title')}
      title={t('ticket.title', { name: conversation.customerName })}
      okText={t('ticket.submit')}
      okButtonProps={{ loading: create.isPending }}
      onOk={form.submit}
      onCancel={onDone}
      width={520}
    >
      {create.isError && <Alert type="error" showIcon title={errorText(create.error)} style={{ marginBottom: 12 }} />}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={prefilled}
        onFinish={(values) => create.mutate(values)}
      >
        <Form.Item
          name="title"
          label={t('ticket.subject')}
          rules={[{ required: true, whitespace: true, message: t('ticket.subjectMissing') }]}
        >
          <Input maxLength={200} onPressEnter={form.submit} />
        </Form.Item>
        <Form.Item name="type" label={t('ticket.type')}>
          <Select options={types.options} />
        </Form.Item>
        <Form.Item name="priority" label={t('ticket.priority')}>
          <Segmented
            block
            options={TICKET_PRIORITIES.map((value) => ({ value, label: t(`ticketPriority.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="description" label={t('ticket.description')} style={{ marginBottom: 0 }}>
          <Input.TextArea rows={5} maxLength={5000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
