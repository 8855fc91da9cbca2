import { Button, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useNarrow } from '../desk/use-narrow.ts'
import styles from './phone.module.css'

type Props = {
  title: string
  icon: ReactNode
  run: () => void
  hint?: string
  keys?: string
  pressed?: boolean
  loading?: boolean
}

/** Where there is no room for words, the picture speaks alone and the words are said to whoever cannot see it. */
export const usePhoneWidth = (): boolean => useNarrow('(max-width: 760px)')

/** One thing that can be done in a call. */
export function CallButton({ title, icon, run, hint = '', keys, pressed, loading = false }: Props) {
  const narrow = usePhoneWidth()
  return (
    <Tooltip title={hint}>
      <Button
        type="text"
        icon={icon}
        onClick={run}
        loading={loading}
        className={pressed ? styles.pressed! : ''}
        {...(narrow ? { 'aria-label': title } : {})}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        {...(keys ? { 'aria-keyshortcuts': keys } : {})}
      >
        {!narrow && title}
      </Button>
    </Tooltip>
  )
}
