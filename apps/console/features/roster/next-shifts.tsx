import { CalendarOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSession } from '../../session.tsx'
import { useDayText } from './request-text.tsx'
import styles from './roster.module.css'
import { PlanChips } from './shift-chip.tsx'
import { useOwnRoster } from './use-roster.ts'

const SHOWN = 3

/** On the first page: today's shift and the next ones. Nothing for whom nobody plans. */
export function NextShifts() {
  const { t } = useTranslation('roster')
  const { may } = useSession()
  const day = useDayText()
  const own = useOwnRoster()
  if (!own.data) return null
  const { today, days } = own.data
  const next = days.filter(({ date, plan }) => date >= today && (plan.leave || plan.shifts.length)).slice(0, SHOWN)
  if (!next.length) return null
  return (
    <section className={styles.next} aria-label={t('mine.next')}>
      <h2>
        <CalendarOutlined aria-hidden /> {t('mine.next')}
      </h2>
      {next.map(({ date, plan }) => (
        <span key={date}>
          <small>{date === today ? t('mine.today') : day(date)}</small>
          <PlanChips plan={plan} />
        </span>
      ))}
      <Link to={may('roster.manage') ? '/roster/mine' : '/roster'}>{t('mine.all')}</Link>
    </section>
  )
}
