import { BellOutlined } from '@ant-design/icons'
import { Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Notification } from '../../../../src/desk/notifications/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useSession } from '../../session.tsx'
import styles from './bell.module.css'
import { useNotifications } from './use-notifications.ts'

/** The bell of the rail: who called one's name, what was put into one's hands. */
export function Bell() {
  const { t } = useTranslation('shell')
  const { may } = useSession()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const { query, items, unread, read } = useNotifications()
  useCommands([
    { id: 'bell', title: t('bell.open'), group: t('keys.everywhere'), keys: 'g b', run: () => setOpen(true) },
  ])
  const go = (one: Notification) => {
    setOpen(false)
    read(one.conversationId)
    void navigate(`/${may('conversations.reply') ? 'desk' : 'conversations'}/${one.conversationId}?at=${one.seq}`)
  }
  return (
    <Popover
      trigger="click"
      placement="rightBottom"
      open={open}
      onOpenChange={setOpen}
      title={
        <div className={styles.head}>
          <span>{t('bell.title')}</span>
          {unread > 0 && (
            <Button type="link" size="small" onClick={() => read(undefined)}>
              {t('bell.readAll')}
            </Button>
          )}
        </div>
      }
      content={
        <div className={styles.list}>
          {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
          {query.data && items.length === 0 && <Empty title={t('bell.empty')} hint={t('bell.emptyHint')} />}
          {items.map((one) => (
            <button
              key={`${one.conversationId} ${one.seq} ${one.kind}`}
              type="button"
              className={one.readAt ? styles.one : `${styles.one} ${styles.unread}`}
              onClick={() => go(one)}
            >
              <strong>{t(`bell.${one.kind}`, { who: one.actorName, name: one.customerName })}</strong>
              <span className={styles.text}>{one.text}</span>
              <RelativeTime at={one.at} />
            </button>
          ))}
        </div>
      }
    >
      <button type="button" className={styles.bell} aria-label={t('bell.label', { count: unread })}>
        <Badge count={unread} size="small" overflowCount={99} offset={[2, -2]}>
          <BellOutlined aria-hidden className={styles.icon ?? ''} />
        </Badge>
      </button>
    </Popover>
  )
}
