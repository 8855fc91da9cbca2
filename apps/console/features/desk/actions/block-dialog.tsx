import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Block, LastAddress } from '../../../../../src/customers/contract.ts'
import { formatDateTime } from '../../../../kit/format.ts'
import { get, put, remove } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import { Loading } from '../../../components/loading.tsx'
import { usePreferences } from '../../../preferences.ts'
import styles from './actions.module.css'

type Fields = { reason: string; days: number; withAddress?: boolean; addressDays?: 1 | 7 | 30 }
/** 0 stands for "until it is lifted". */
const DAYS = [1, 7, 30, 0] as const
const ADDRESS_DAYS = [1, 7, 30] as const

/** Keeps an abusive visitor from writing, or lets him write again. */
export function BlockDialog({ customerId, name, onClose }: { customerId: string; name: string; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const client = useQueryClient()
  const { done, failed } = useTold()
  const [form] = Form.useForm<Fields>()
  const queryKey = ['customer-block', customerId]
  const path = `/api/customers/${customerId}/block`
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<{ block: Block | null; address: LastAddress | null }>(path, {}, signal),
    staleTime: 0,
  })
  const finish = (text: string) => () => {
    void client.invalidateQueries({ queryKey })
    done(text)
    onClose()
  }
  const block = useMutation({
    mutationFn: ({ reason, days, withAddress, addressDays }: Fields) =>
      put(path, { reason, days: days || null, addressDays: withAddress ? addressDays : null }),
    onSuccess: finish(t('block.done', { name })),
    onError: failed,
  })
  const lift = useMutation({
    mutationFn: () => remove(path),
    onSuccess: finish(t('block.lifted', { name })),
    onError: failed,
  })
  const current = query.data?.block
  return (
    <Modal
      open
      title={t('block.title', { name })}
      okText={current ? t('block.lift') : t('block.submit')}
      cancelText={t('amend.cancel')}
      okButtonProps={{ danger: !current, loading: block.isPending || lift.isPending, disabled: !query.data }}
      onOk={() => (current ? lift.mutate() : form.submit())}
      onCancel={onClose}
    >
      {query.isPending && <Loading rows={2} />}
      {current ? (
        <p className={styles.hint}>
          {current.expiresAt
            ? t('block.until', { when: formatDateTime(current.expiresAt, locale), reason: current.reason })
            : t('block.forGood', { reason: current.reason })}
        </p>
      ) : (
        <>
          <p className={styles.hint}>{t('block.hint')}</p>
          <Form<Fields>
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={{ reason: '', days: 7, withAddress: false, addressDays: 1 }}
            onFinish={(fields) => block.mutate(fields)}
          >
            <Form.Item
              name="reason"
              label={t('block.reason')}
              rules={[{ required: true, whitespace: true, message: t('block.reasonMissing') }]}
            >
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="days" label={t('block.days')}>
              <Select options={DAYS.map((days) => ({ value: days, label: t(`block.for.${days}`) }))} />
            </Form.Item>
            {query.data && <AddressFields address={query.data.address} />}
          </Form>
        </>
      )}
    </Modal>
  )
}

/** Everybody at his address too, off at first: addresses are often shared. */
function AddressFields({ address }: { address: LastAddress | null }) {
  const { t } = useTranslation('desk')
  const chosen = Form.useWatch<boolean | undefined>('withAddress')
  if (!address) return <p className={styles.hint}>{t('block.addressUnknown')}</p>
  return (
    <>
      <Form.Item name="withAddress" valuePropName="checked">
        <Checkbox>{t('block.address', { masked: address.masked })}</Checkbox>
      </Form.Item>
      {chosen && (
        <Form.Item
          name="addressDays"
          label={t('block.addressDays')}
          extra={
            <>
              {t('block.shared')} {address.others > 0 && t('block.others', { count: address.others })}
            </>
          }
        >
          <Select options={ADDRESS_DAYS.map((days) => ({ value: days, label: t(`block.for.${days}`) }))} />
        </Form.Item>
      )}
    </>
  )
}
