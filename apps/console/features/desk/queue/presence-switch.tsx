import { DownOutlined } from '@ant-design/icons'
import { App, Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Presence } from '../../../../../src/desk/contract.ts'
import { PhoneSwitch } from '../../phone/phone-switch.tsx'
import { useAwayReasons } from '../../team/use-away-reasons.ts'
import styles from './presence.module.css'
import { usePresence } from './use-presence.ts'
import { useQueue } from './use-queue.ts'
import { WaitingTime } from './waiting-time.tsx'

/** Whether new conversations come to me, and since when. */
export function PresenceSwitch() {
  const { t } = useTranslation('desk')
  const { presence, change, goHome } = usePresence()
  const { mine } = useQueue()
  const { modal, message } = App.useApp()
  const status: Presence['status'] = presence?.status ?? 'offline'
  const { list, words: reasonWords } = useAwayReasons()
  const reason = presence?.reason ?? ''
  const words = (status === 'away' && reasonWords(reason)) || t(`presence.${status}`)

  const goAway = (id: string) => {
    change('away', id)
    if (mine.length > 0) message.info(t('presence.keeps', { count: mine.length }))
  }
  const leave = () => {
    if (mine.length === 0) return change('offline')
    void modal.confirm({
      title: t('presence.leaveAsk', { count: mine.length }),
      content: t('presence.leaveHint'),
      okText: t('presence.leave'),
      cancelText: t('presence.stay'),
      onOk: goHome,
    })
  }

  const items: MenuProps['items'] = [
    { key: 'online', label: <Choice status="online" text={t('presence.online')} />, onClick: () => change('online') },
    { type: 'divider' },
    {
      key: 'away',
      type: 'group',
      label: t('presence.away'),
      children: list.map(({ id }) => ({
        key: id,
        label: <Choice status="away" text={reasonWords(id)} />,
        onClick: () => goAway(id),
      })),
    },
    { type: 'divider' },
    {
      key: 'offline',
      label: <Choice status="offline" text={t('presence.offline')} />,
      onClick: leave,
    },
  ]
  return (
    <div className={styles.bar}>
      <Dropdown menu={{ items, selectedKeys: [status === 'away' && reason ? reason : status] }} trigger={['click']}>
        <button type="button" className={styles.switch} aria-label={`${t('presence.label')}: ${words}`}>
          <span className={`${styles.dot} ${styles[status]}`} />
          <span className={styles.words}>{words}</span>
          <DownOutlined aria-hidden className={styles.arrow ?? ''} />
        </button>
      </Dropdown>
      {presence?.changedAt && status !== 'offline' && (
        <span className={styles.since} title={t('presence.since')}>
          <WaitingTime since={presence.changedAt} plain />
        </span>
      )}
      <PhoneSwitch />
    </div>
  )
}

function Choice({ status, text }: { status: Presence['status']; text: string }) {
  return (
    <span className={styles.choice}>
      <span className={`${styles.dot} ${styles[status]}`} />
      {text}
    </span>
  )
}
