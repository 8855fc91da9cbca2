import { formatDay } from '../../kit/format.ts'
import { usePreferences } from '../preferences.ts'
import { useNow } from './use-now.ts'

/** Today, yesterday, or the date. */
export function DayText({ at }: { at: string }) {
  const { locale } = usePreferences()
  return <time dateTime={at}>{formatDay(at, locale, useNow(60))}</time>
}
