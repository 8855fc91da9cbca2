import { MergeOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail } from '../../../../src/customers/contract.ts'
import type { CustomerMerge } from '../../../../src/desk/customer-merges/contract.ts'
import { get, type Page, post, remove } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useSession } from '../../session.tsx'
import { CustomerSelect } from './customer-select.tsx'
import styles from './customers.module.css'

type Merges = Page<CustomerMerge>
const pathOf = (id: string) => `/api/customers/${id}/merges`
const keyOf = (id: string) => ['customer-merges', id]

/** Says that another profile is the same person, and takes it back for a while. */
export function MergeCustomers({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers')
  const { may } = useSession()
  const client = useQueryClient()
  const { failed } = useTold()
  const [open, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: keyOf(customer.id),
    queryFn: ({ signal }) => get<Merges>(pathOf(customer.id), {}, signal),
  })
  const undo = useMutation({
    mutationFn: (id: string) => remove(`${pathOf(customer.id)}/${id}`),
    onSuccess: () => client.invalidateQueries(),
    onError: failed,
  })
  if (!customer.verified) return null
  const merges = (data?.items ?? []).filter(({ undone }) => !undone)
  return (
    <div className={styles.merges}>
      {merges.map((merge) => (
        <p key={merge.id} className={styles.line}>
          {t('merge.from', { name: merge.fromName })} · <RelativeTime at={merge.at} />
          {merge.undoable && may('customers.write') && (
            <Button type="link" size="small" loading={undo.isPending} onClick={() => undo.mutate(merge.id)}>
              {t('merge.undo')}
            </Button>
          )}
        </p>
      ))}
      {may('customers.write') && (
        <Button type="text" size="small" icon={<MergeOutlined aria-hidden />} onClick={() => setOpen(true)}>
          {t('merge.act')}
        </Button>
      )}
      {open && <MergeDialog customer={customer} onClose={() => setOpen(false)} />}
    </div>
  )
}

function MergeDialog({ customer, onClose }: { customer: CustomerDetail; onClose: () => void }) {
  const { t } = useTranslation('customers')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const [otherId, setOtherId] = useState<string>()
  const [survivor, setSurvivor] = useState<'this' | 'other'>('this')
  const other = useQuery({
    queryKey: ['customer', otherId],
    queryFn: ({ signal }) => get<CustomerDetail>(`/api/customers/${otherId}`, {}, signal),
    enabled: otherId !== undefined,
  })
  const merge = useMutation({
    mutationFn: async (): Promise<{ to: string; id: string | undefined }> => {
      const [from, to] = survivor === 'this' ? [otherId!, customer.id] : [customer.id, otherId!]
      const { items } = await post<Merges>(pathOf(to), { fromId: from })
      return { to, id: items[0]?.id }
    },
    onSuccess: ({ to, id }) => {
      void client.invalidateQueries()
      const back = () => void remove(`${pathOf(to)}/${id}`).then(() => client.invalidateQueries(), failed)
      done(t('merge.done'), id ? back : undefined)
      onClose()
    },
    onError: failed,
  })
  const picked = other.data?.verified && other.data.id !== customer.id ? other.data : null
  return (
    <Modal
      open
      title={t('merge.title', { name: customer.name })}
      okText={t('merge.submit')}
      cancelText={t('merge.cancel')}
      okButtonProps={{ danger: true, disabled: !picked, loading: merge.isPending }}
      onOk={() => merge.mutate()}
      onCancel={onClose}
      width={480}
    >
      <p className={styles.line}>{t('merge.hint')}</p>
      <div className={styles.mergeWith}>
        <CustomerSelect {...(otherId !== undefined && { value: otherId })} onChange={setOtherId} />
      </div>
      {other.data && !picked && <p role="alert">{t('merge.unusable')}</p>}
      {picked && (
        <Radio.Group
          className={styles.survivor ?? ''}
          value={survivor}
          aria-label={t('merge.survivor')}
          onChange={(event) => setSurvivor(event.target.value as 'this' | 'other')}
          options={[
            { value: 'this', label: t('merge.keep', { name: nameOf(customer) }) },
            { value: 'other', label: t('merge.keep', { name: nameOf(picked) }) },
          ]}
        />
      )}
    </Modal>
  )
}

/** Two profiles of one person have the same name; the number of the shop tells them apart. */
const nameOf = ({ name, externalId }: CustomerDetail): string => (externalId ? `${name} · ${externalId}` : name)
