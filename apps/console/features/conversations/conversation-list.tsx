import { SearchOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { conversationStatus } from '../../../../src/conversations/contract.ts'
import { Empty } from '../../components/empty.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { ConversationRow } from './conversation-row.tsx'
import styles from './conversations.module.css'
import { useColleagues } from './use-colleagues.ts'
import { useConversations, useFilter } from './use-conversations.ts'

/** Every conversation this person may read, found by words, status and agent. */
export function ConversationList() {
  const { t } = useTranslation('conversations')
  const { filter, change, clear, filtered } = useFilter()
  const { query, items } = useConversations(filter)
  const { nameOf } = useColleagues()
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        <Filters filter={filter} onChange={change} />
      </PageHeader>
      {query.isPending && <Loading rows={10} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && items.length === 0 && (
        <Empty title={filtered ? t('empty') : t('none')} hint={filtered ? t('emptyHint') : t('noneHint')}>
          {filtered && <Button onClick={clear}>{t('clear')}</Button>}
        </Empty>
      )}
      {items.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('column.customer')}</th>
              <th>{t('column.subject')}</th>
              <th>{t('column.status')}</th>
              <th>{t('column.assignee')}</th>
              <th>{t('column.rating')}</th>
              <th className={styles.when}>{t('column.last')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                assignee={nameOf(conversation.assigneeId)}
              />
            ))}
          </tbody>
        </table>
      )}
      {query.hasNextPage && (
        <div className={styles.more}>
          <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </Page>
  )
}

function Filters({
  filter,
  onChange,
}: {
  filter: ReturnType<typeof useFilter>['filter']
  onChange: ReturnType<typeof useFilter>['change']
}) {
  const { t } = useTranslation(['conversations', 'desk'])
  const { user } = useSession()
  const { colleagues } = useColleagues()
  const [text, setText] = useState(filter.q)
  useEffect(() => {
    if (text === filter.q) return
    const timer = setTimeout(() => onChange({ q: text.trim() }), 300)
    return () => clearTimeout(timer)
  }, [text, filter.q, onChange])
  const others = colleagues.filter(({ id }) => id !== user.id)
  return (
    <>
      <Input
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        value={text}
        placeholder={t('conversations:search')}
        aria-label={t('conversations:search')}
        onChange={(event) => setText(event.target.value)}
        style={{ width: 260 }}
      />
      <Select
        value={filter.status}
        onChange={(status) => onChange({ status })}
        options={[
          { value: '', label: t('conversations:allStatuses') },
          ...conversationStatus.options.map((value) => ({ value, label: t(`desk:status.${value}`) })),
        ]}
        style={{ width: 132 }}
        aria-label={t('conversations:column.status')}
      />
      <Select
        value={filter.assignee}
        onChange={(assignee) => onChange({ assignee })}
        options={[
          { value: '', label: t('conversations:anyone') },
          { value: user.id, label: t('conversations:me') },
          ...others.map(({ id, shown }) => ({ value: id, label: shown })),
        ]}
        style={{ width: 132 }}
        aria-label={t('conversations:column.assignee')}
      />
    </>
  )
}
