import { CheckOutlined, MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { shownKeys } from '../../commands/keys.ts'
import type { Command } from '../../commands/registry.ts'
import styles from './desk.module.css'
import { useNarrow } from './use-narrow.ts'

type Offered = { id: string; title: string; keys: string; icon: ReactNode; run: () => void }
type Props = { offered: readonly Offered[]; close: Command | null }

/** What can be done with the conversation: a row of buttons, on a phone one menu. */
export function HeaderActions({ offered, close }: Props) {
  const { t } = useTranslation()
  const phone = useNarrow('(max-width: 760px)')
  if (phone)
    return (
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            ...offered.map(({ id, title, icon, run }) => ({ key: id, label: title, icon, onClick: run })),
            ...(close
              ? [
                  { type: 'divider' as const },
                  { key: close.id, label: close.title, icon: <CheckOutlined aria-hidden />, onClick: close.run },
                ]
              : []),
          ],
        }}
      >
        <Button type="text" icon={<MoreOutlined aria-hidden />} aria-label={t('more')} />
      </Dropdown>
    )
  return (
    <div className={styles.headActions}>
      {offered.map(({ id, title, keys, icon, run }) => (
        <Tooltip key={id} title={`${title} · ${shownKeys(keys).join(' ')}`} mouseEnterDelay={0.3}>
          <Button type="text" icon={icon} aria-label={title} aria-keyshortcuts={keys} onClick={run} />
        </Tooltip>
      ))}
      {close && (
        <Tooltip title={shownKeys('alt+w').join(' ')}>
          <Button icon={<CheckOutlined aria-hidden />} onClick={close.run}>
            {close.title}
          </Button>
        </Tooltip>
      )}
    </div>
  )
}
