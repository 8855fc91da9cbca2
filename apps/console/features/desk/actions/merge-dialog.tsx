import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { get, type Page, post } from '../../../api.ts'
import { Empty } from '../../../components/empty.tsx'
import { useTold } from '../../../components/list/use-told.tsx'
import { Loading } from '../../../components/loading.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import styles from './actions.module.css'

/** Chooses an earlier conversation of the same customer that goes on here. */
export function MergeDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const [picked, setPicked] = useState<string | null>(null)
  const query = useQuery({
    queryKey: ['earlier', conversation.customerId],
    queryFn: ({ signal }) =>
      get<Page<Conversation>>('/api/conversations', { customer: conversation.customerId, limit: 20 }, signal),
  })
  const renew = () => client.invalidateQueries({ queryKey: ['merged', conversation.id] })
  const merge = useMutation({
    mutationFn: (id: string) => post(`/api/conversations/${id}/merge`, { intoId: conversation.id }),
    onSuccess: (_, id) => {
      void renew()
      done(t('merge.done'), () => void post(`/api/conversations/${id}/split`).then(renew, failed))
      onClose()
    },
    onError: failed,
  })
  const others = query.data?.items.filter(({ id, mergedInto }) => id !== conversation.id && !mergedInto) ?? []
  return (
    <Modal
      open
      title={t('merge.title', { name: conversation.customerName })}
      okText={t('merge.submit')}
      cancelText={t('amend.cancel')}
      okButtonProps={{ disabled: !picked, loading: merge.isPending }}
      onOk={() => picked && merge.mutate(picked)}
      onCancel={onClose}
    >
      <p className={styles.hint}>{t('merge.hint')}</p>
      {query.isPending && <Loading rows={3} />}
      {query.data && others.length === 0 && <Empty title={t('earlier.empty')} />}
      <Radio.Group
        className={styles.choices ?? ''}
        value={picked}
        onChange={(event) => setPicked(event.target.value as string)}
        options={others.map((one) => ({
          value: one.id,
          label: (
            <>
              {one.subject ?? one.lastMessage?.preview ?? t('queue.noWords')} · {t(`status.${one.status}`)} ·{' '}
              <RelativeTime at={one.lastMessageAt} />
            </>
          ),
        }))}
      />
    </Modal>
  )
}
