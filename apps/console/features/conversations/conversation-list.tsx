import { DownloadOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../components/empty.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { ConversationFilters } from './conversation-filters.tsx'
import { ConversationRow } from './conversation-row.tsx'
import styles from './conversations.module.css'
import { useBulk } from './use-bulk.ts'
import { useColleagues } from './use-colleagues.ts'
import { useConversationFilters, useConversations } from './use-conversations.ts'
import { useExport } from './use-export.ts'

/** Every conversation this person may read, found by words and facts; many can be handled at once. */
export function ConversationList() {
  const { t } = useTranslation('conversations')
  const { may } = useSession()
  const filters = useConversationFilters()
  const { query, items } = useConversations(filters.values)
  const { nameOf } = useColleagues()
  const csv = useExport(filters.values)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const keepFailed = useCallback((failed: Set<string>) => setTicked(failed), [])
  const bulk = useBulk(keepFailed)
  const chosen = items.filter(({ id }) => ticked.has(id))
  const tick = (id: string, on: boolean) =>
    setTicked((now) => new Set(on ? [...now, id] : [...now].filter((one) => one !== id)))
  const mayAct = may('conversations.reply')
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        <Button icon={<DownloadOutlined aria-hidden />} loading={csv.busy} onClick={csv.save}>
          {t('export')}
        </Button>
      </PageHeader>
      <ConversationFilters filters={filters} />
      {(chosen.length > 0 || bulk.state) && (
        <BulkBar chosen={chosen} bulk={bulk} onClear={() => setTicked(new Set())} />
      )}
      {query.isPending && <Loading rows={10} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && items.length === 0 && (
        <Empty title={filters.active ? t('empty') : t('none')} hint={filters.active ? t('emptyHint') : t('noneHint')}>
          {filters.active && <Button onClick={filters.clear}>{t('clear')}</Button>}
        </Empty>
      )}
      {items.length > 0 && (
        <table className={styles.table} data-searched={filters.values.q ? true : undefined}>
          <thead>
            <tr>
              {mayAct && (
                <th className={styles.tick}>
                  <Checkbox
                    aria-label={t('bulk.all')}
                    checked={chosen.length === items.length}
                    indeterminate={chosen.length > 0 && chosen.length < items.length}
                    onChange={(event) => setTicked(new Set(event.target.checked ? items.map(({ id }) => id) : []))}
                  />
                </th>
              )}
              <th className={styles.who}>{t('column.customer')}</th>
              <th className={styles.subject}>{t('column.subject')}</th>
              <th>{t('column.status')}</th>
              <th>{t('column.assignee')}</th>
              <th className={styles.rating}>{t('column.rating')}</th>
              <th className={styles.when}>{t('column.last')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                assignee={nameOf(conversation.assigneeId)}
                ticked={ticked.has(conversation.id)}
                onTick={mayAct ? tick : undefined}
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
