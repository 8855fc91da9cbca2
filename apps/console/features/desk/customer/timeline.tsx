import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LedgerEvent } from '../../../../../src/platform/ledger/contract.ts'
import { get, type Page } from '../../../api.ts'
import { Empty } from '../../../components/empty.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { useEventText } from '../path/use-event-text.ts'
import styles from './customer.module.css'

type Item = Pick<LedgerEvent, 'position' | 'at' | 'kind' | 'conversationId' | 'actor' | 'payload'>

/** What happened with this customer, newest first. */
export function Timeline({ customerId }: { customerId: string }) {
  const { t } = useTranslation('desk')
  const eventText = useEventText()
  const query = useInfiniteQuery({
    queryKey: ['timeline', customerId],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Item>>(`/api/customers/${customerId}/timeline`, { limit: 30, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  if (query.isPending) return <Loading rows={5} />
  if (query.isError) return <Problem error={query.error} onRetry={() => query.refetch()} />
  const items = query.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Empty title={t('timeline.empty')} />
  return (
    <>
      <ol className={styles.way}>
        {items.map((item) => (
          <li key={item.position}>
            {eventText(item)}
            <small>
              <RelativeTime at={item.at} />
            </small>
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Button type="text" size="small" block loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t('timeline.more')}
        </Button>
      )}
    </>
  )
}
