import { useTranslation } from 'react-i18next'
import type { RosterConflict, RosterWeek } from '../../../../src/desk/roster/contract.ts'
import { formatMonthDay, formatNumber } from '../../../kit/format.ts'
import { usePreferences } from '../../preferences.ts'
import { nameOf } from '../team/use-colleagues.ts'
import { noonOf } from './plan.ts'
import styles from './roster.module.css'

export function useConflictText(): (conflict: RosterConflict) => string {
  const { t } = useTranslation('roster')
  const { locale } = usePreferences()
  return ({ kind, value }) => t(`conflict.${kind}`, { hours: value === null ? '' : formatNumber(value, locale, 1) })
}

/** So many are read at a glance; more wait to be asked for. */
const FEW = 3

/** What speaks against a week, person by person; it may be published all the same. */
export function Conflicts({ week }: { week: RosterWeek }) {
  const { t } = useTranslation('roster')
  const { locale } = usePreferences()
  const text = useConflictText()
  const { conflicts, people } = week
  if (!conflicts.length) return null
  const who = (id: string) => {
    const person = people.find(({ userId }) => userId === id)
    return person ? nameOf(person, locale) : id
  }
  return (
    <details className={styles.conflicts} open={conflicts.length <= FEW}>
      <summary>{t('conflict.title', { count: conflicts.length })}</summary>
      <ul>
        {conflicts.map((one) => (
          <li key={`${one.kind} ${one.userId} ${one.date}`}>
            <b>{who(one.userId)}</b> {one.date && formatMonthDay(noonOf(one.date), locale)} {text(one)}
          </li>
        ))}
      </ul>
    </details>
  )
}
