import { BranchesOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { get, type Page, post } from '../../../api.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import { Loading } from '../../../components/loading.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import type { MessagePage } from '../../../realtime/query-keys.ts'
import { groupMessages } from './group-messages.ts'
import styles from './merged-threads.module.css'
import { MessageGroup } from './message-group.tsx'
import { NoticeLine } from './notice-line.tsx'

/** On top of a conversation: what was merged into it, to be read where it belongs and to be taken out again. */
export function MergedThreads({ conversation }: { conversation: Conversation }) {
  const queryKey = ['merged', conversation.id]
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      get<Page<Conversation>>('/api/conversations', { merged: conversation.id, limit: 20 }, signal),
    // Every merge and split leaves a line in the conversation.
    enabled: conversation.lastSeq > 0,
    staleTime: 30_000,
  })
  return query.data?.items.map((one) => <Merged key={one.id} source={one} onSplit={() => void query.refetch()} />)
}

function Merged({ source, onSplit }: { source: Conversation; onSplit: () => void }) {
  const { t } = useTranslation('desk')
  const { failed } = useTold()
  const [open, setOpen] = useState(false)
  const split = () => post(`/api/conversations/${source.id}/split`).then(onSplit, failed)
  return (
    <section className={styles.merged}>
      <header>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <BranchesOutlined aria-hidden />{' '}
          {t('merge.from', { subject: source.subject ?? source.lastMessage?.preview ?? '' })}{' '}
          <RelativeTime at={source.openedAt} />
        </button>
        <Button type="link" size="small" onClick={() => void split()}>
          {t('merge.split')}
        </Button>
      </header>
      {open && <Messages source={source} />}
    </section>
  )
}

function Messages({ source }: { source: Conversation }) {
  const query = useQuery({
    queryKey: ['messages', source.id],
    queryFn: ({ signal }) => get<MessagePage>(`/api/conversations/${source.id}/messages`, { limit: 100 }, signal),
  })
  if (!query.data) return <Loading rows={3} />
  return groupMessages(query.data.items).map((item) =>
    item.kind === 'group' ? (
      <MessageGroup key={item.key} messages={item.messages} conversation={source} />
    ) : item.kind === 'notice' ? (
      <NoticeLine key={item.key} message={item.message} />
    ) : null,
  )
}
