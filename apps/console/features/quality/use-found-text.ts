import { useTranslation } from 'react-i18next'
import type { Criterion } from '../../../../src/desk/quality/contract.ts'
import { formatWait } from '../../../kit/format.ts'
import { usePreferences } from '../../preferences.ts'

/** What an automatic check rests on, in words: seconds, how it ended and the rating, or what was written. */
export function useFoundText(): (check: Criterion['check'], found: string) => string {
  const { t } = useTranslation(['quality', 'desk', 'conversations'])
  const { locale } = usePreferences()
  return (check, found) => {
    if (check === 'first-response') return formatWait(Number.parseInt(found, 10) * 1000, locale)
    if (check !== 'resolution') return found
    const [reason = '', rating] = found.split(' · ')
    const ended = t(`desk:close.reason.${reason}` as 'desk:close.reason.solved', { defaultValue: reason })
    const score = rating && t('conversations:rated', { score: Number.parseInt(rating, 10) })
    return [ended, score].filter(Boolean).join(' · ')
  }
}
