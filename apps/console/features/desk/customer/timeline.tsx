import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { LedgerEvent } from '../../../../../src/platform/ledger/contract.ts'
import { get, type Page } from '../../../api.ts'
import { Empty } from '../../../components/empty.tsx'
import { ChoiceFilter } from '../../../components/list/choice-filter.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { usePreferences } from '../../../preferences.ts'
import { useChannels } from '../../quality/use-quality.ts'
import { useEventText } from '../path/use-event-text.ts'
import styles from './customer.module.css'

type Item = Pick<LedgerEvent, 'position' | 'at' | 'kind' | 'conversationId' | 'actor' | 'payload'>

const ABOUT = ['conversation', 'ticket', 'action', 'customer'] as const

const channelOf = ({ payload }: Item): string =>
  (payload.conversation as { channel?: string } | undefined)?.channel ?? ''

/** What happened with this customer, newest first. */
export function Timeline({ customerId }: { customerId: string }) {
  const { t } = useTranslation('desk')
  const eventText = useEventText()
  const { locale } = usePreferences()
  const [about, setAbout] = useState('')
  const [channel, setChannel] = useState('')
  const channels = useChannels()
  const query = useInfiniteQuery({
    queryKey: ['timeline', customerId, about, channel],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Item>>(
        `/api/customers/${customerId}/timeline`,
        { limit: 30, cursor: pageParam, about, channel },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <ChoiceFilter
        name={t('timeline.all')}
        value={about}
        onChange={setAbout}
        options={ABOUT.map((value) => ({ value, label: t(`timeline.${value}`) }))}
      />
      <ChoiceFilter
        name={t('timeline.channels')}
        value={channel}
        onChange={setChannel}
        options={(channels.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title[locale] }))}
      />
      {query.isPending && <Loading rows={5} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && items.length === 0 && <Empty title={t('timeline.empty')} />}
      <ol className={styles.way}>
        {items.map((item) => (
          <li key={item.position}>
            {item.conversationId ? (
              <Link to={`/conversations/${item.conversationId}`}>{eventText(item)}</Link>
            ) : (
              eventText(item)
            )}
            {channelOf(item) && (
              <em> · {t(`channel.${channelOf(item)}` as 'channel.web', { defaultValue: channelOf(item) })}</em>
            )}
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
