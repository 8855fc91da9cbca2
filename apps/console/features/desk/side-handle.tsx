import type { KeyboardEvent, PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './desk.module.css'

const STEP = 24

/** The edge between conversation and customer; drag it, or move it with the arrow keys. */
export function SideHandle({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  const { t } = useTranslation('desk')
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const right = event.currentTarget.parentElement?.getBoundingClientRect().right ?? innerWidth
    onResize(right - event.clientX)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') onResize(width + STEP)
    else if (event.key === 'ArrowRight') onResize(width - STEP)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be dragged or focused
    <div
      className={styles.handle}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('desk.resize')}
      aria-valuenow={width}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={onKey}
    />
  )
}
