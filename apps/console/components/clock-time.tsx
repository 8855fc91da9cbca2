import { formatDateTime, formatTime } from '../../kit/format.ts'
import { usePreferences } from '../preferences.ts'

/** 14:05, with the exact moment on hover. */
export function ClockTime({ at }: { at: string }) {
  const { locale } = usePreferences()
  return (
    <time dateTime={at} title={formatDateTime(at, locale)} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {formatTime(at, locale)}
    </time>
  )
}
