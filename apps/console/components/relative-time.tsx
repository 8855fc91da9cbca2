import { formatDateTime, formatRelative } from '../../kit/format.ts'
import { usePreferences } from '../preferences.ts'
import { useNow } from './use-now.ts'

/** "3 minutes ago", kept current, with the exact moment on hover. `wrap` puts it into a sentence. */
export function RelativeTime({ at, wrap }: { at: string; wrap?: (time: string) => string }) {
  const { locale } = usePreferences()
  const text = formatRelative(at, locale, useNow(30))
  return (
    <time dateTime={at} title={formatDateTime(at, locale)}>
      {wrap ? wrap(text) : text}
    </time>
  )
}
