import { Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { nextMorning } from './next-morning.ts'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  asleep: boolean
  onPick: (until: string | null | undefined) => void
  children: ReactNode
}

const HOURS = [1, 4] as const

/** Until when a chat is put aside; whatever the customer writes brings it back earlier. */
export function SnoozeMenu({ open, onOpenChange, asleep, onPick, children }: Props) {
  const { t } = useTranslation('desk')
  const later = (hours: number) => new Date(Date.now() + hours * 3600_000).toISOString()
  return (
    <Dropdown
      open={open}
      onOpenChange={onOpenChange}
      trigger={['click']}
      placement="bottomRight"
      autoFocus
      menu={{
        items: [
          ...(asleep ? [{ key: 'wake', label: t('snooze.wake') }] : []),
          { key: 'reply', label: t('snooze.untilReply') },
          ...HOURS.map((hours) => ({ key: String(hours), label: t(`snooze.hours.${hours}`) })),
          { key: 'morning', label: t('snooze.morning') },
          { key: 'week', label: t('snooze.week') },
        ],
        onClick: ({ key }) => {
          onOpenChange(false)
          if (key === 'wake') onPick(null)
          else if (key === 'reply') onPick(undefined)
          else if (key === 'morning') onPick(nextMorning(new Date(), 1).toISOString())
          else if (key === 'week') onPick(nextMorning(new Date(), 7).toISOString())
          else onPick(later(Number(key)))
        },
      }}
    >
      <span>{children}</span>
    </Dropdown>
  )
}
