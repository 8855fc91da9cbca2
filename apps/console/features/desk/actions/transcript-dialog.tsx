import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Checkbox, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import type { CustomerDetail } from '../../../../../src/customers/contract.ts'
import type { TranscriptMail, TranscriptOrder } from '../../../../../src/desk/transcripts/contract.ts'
import { get, type Page, post } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { useColleagues } from '../../conversations/use-colleagues.ts'
import styles from './actions.module.css'

type Answer = Page<TranscriptMail> & { offered: boolean }
type Props = { conversation: Conversation; onClose: () => void }

/** Sends the conversation to the customer by e-mail, on his word; what was sent before stands below. */
export function TranscriptDialog({ conversation, onClose }: Props) {
  const { t } = useTranslation('desk')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const [form] = Form.useForm<TranscriptOrder>()
  const path = `/api/conversations/${conversation.id}/transcript-mails`
  const queryKey = ['transcript-mails', conversation.id]
  const query = useQuery({ queryKey, queryFn: ({ signal }) => get<Answer>(path, {}, signal), staleTime: 0 })
  const customer = useQuery({
    queryKey: ['customer', conversation.customerId],
    queryFn: ({ signal }) => get<CustomerDetail>(`/api/customers/${conversation.customerId}`, {}, signal),
  })
  const send = useMutation({
    mutationFn: ({ email }: TranscriptOrder) => post<{ hint: string }>(path, { email: email.trim(), consent: true }),
    onSuccess: ({ hint }) => {
      void client.invalidateQueries({ queryKey })
      done(t('transcript.done', { address: hint }))
      onClose()
    },
    onError: failed,
  })
  const ready = query.data !== undefined && !customer.isPending
  return (
    <Modal
      open
      title={t('transcript.title', { name: conversation.customerName })}
      okText={t('transcript.submit')}
      cancelText={t('amend.cancel')}
      okButtonProps={{ loading: send.isPending, disabled: !ready || !query.data?.offered }}
      onOk={form.submit}
      onCancel={onClose}
      width={460}
    >
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {!ready && !query.isError && <Loading rows={2} />}
      {query.data?.offered === false && <Alert type="info" showIcon title={t('transcript.off')} />}
      {ready && query.data?.offered && (
        <Form<TranscriptOrder>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ email: customer.data?.attributes.email ?? '' }}
          onFinish={(values) => send.mutate(values)}
        >
          <Form.Item
            name="email"
            label={t('transcript.email')}
            rules={[{ required: true, type: 'email', message: t('transcript.emailMissing') }]}
          >
            <Input maxLength={200} autoFocus onPressEnter={form.submit} />
          </Form.Item>
          <Form.Item
            name="consent"
            valuePropName="checked"
            rules={[
              {
                validator: (_, agreed) =>
                  agreed ? Promise.resolve() : Promise.reject(new Error(t('transcript.consentMissing'))),
              },
            ]}
          >
            <Checkbox>{t('transcript.consent')}</Checkbox>
          </Form.Item>
        </Form>
      )}
      {query.data && query.data.items.length > 0 && <Sent items={query.data.items} />}
    </Modal>
  )
}

function Sent({ items }: { items: readonly TranscriptMail[] }) {
  const { t } = useTranslation('desk')
  const { nameOf } = useColleagues()
  return (
    <ul className={styles.sent} aria-label={t('transcript.before')}>
      {items.map(({ id, hint, by, status, at }) => (
        <li key={id}>
          {hint} · {t(`transcript.status.${status}`)} ·{' '}
          {by === 'customer' ? t('transcript.byCustomer') : nameOf(by.replace(/^user:/, ''))} · <RelativeTime at={at} />
        </li>
      ))}
    </ul>
  )
}
