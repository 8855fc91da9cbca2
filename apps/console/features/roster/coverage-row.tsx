import { Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RosterCoverage } from '../../../../src/desk/roster/contract.ts'
import { formatMonthDay, formatNumber, formatWait } from '../../../kit/format.ts'
import { usePreferences } from '../../preferences.ts'
import { noonOf } from './plan.ts'
import styles from './roster.module.css'
import { useCoverage } from './use-roster.ts'

type Day = RosterCoverage['days'][number]
const isShort = ({ planned, needed }: Day['hours'][number]) => planned < needed

/** Under each day, hour by hour: are there enough people for what usually comes? */
export function CoverageRow({ monday }: { monday: string }) {
  const { t } = useTranslation('roster')
  const { locale } = usePreferences()
  const coverage = useCoverage(monday)
  const [open, setOpen] = useState<Day | null>(null)
  const days = coverage.data?.days
  if (!days) return null
  const highest = Math.max(1, ...days.flatMap(({ hours }) => hours.flatMap(({ planned, needed }) => [planned, needed])))
  const verdict = ({ hours }: Day) => {
    if (hours.every(({ needed }) => needed === 0)) return t('coverage.unknown')
    const short = hours.filter(isShort).length
    return short ? t('coverage.short', { count: short }) : t('coverage.enough')
  }
  return (
    <tfoot>
      <tr>
        <th scope="row">
          {t('coverage.title')}
          <small>{t('coverage.hint')}</small>
        </th>
        {days.map((day) => (
          <td key={day.date}>
            <button type="button" className={styles.coverage} onClick={() => setOpen(day)}>
              <span className={styles.bars} aria-hidden>
                {day.hours.map((hour, n) => (
                  <i
                    // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place in the day
                    key={n}
                    className={isShort(hour) ? styles.short : undefined}
                    style={{ height: `${(Math.max(hour.planned, hour.needed) / highest) * 100}%` }}
                  >
                    <u style={{ height: `${(hour.planned / Math.max(hour.planned, hour.needed, 0.01)) * 100}%` }} />
                  </i>
                ))}
              </span>
              <small className={day.hours.some(isShort) ? styles.over : undefined}>{verdict(day)}</small>
            </button>
          </td>
        ))}
      </tr>
      {open && (
        <Drawer
          open
          size={480}
          title={`${t('coverage.title')} · ${formatMonthDay(noonOf(open.date), locale)}`}
          onClose={() => setOpen(null)}
        >
          <Hours day={open} handleSeconds={coverage.data?.handleSeconds ?? 0} />
        </Drawer>
      )}
    </tfoot>
  )
}

function Hours({ day, handleSeconds }: { day: Day; handleSeconds: number }) {
  const { t } = useTranslation('roster')
  const { locale } = usePreferences()
  return (
    <>
      <p className={styles.soft}>{t('coverage.text', { time: formatWait(handleSeconds * 1000, locale) })}</p>
      <table className={styles.figures}>
        <thead>
          <tr>
            {(['hour', 'contacts', 'needed', 'planned'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`coverage.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {day.hours.map((hour, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place in the day
            <tr key={n} className={isShort(hour) ? styles.over : undefined}>
              <th scope="row">{`${String(n).padStart(2, '0')}:00`}</th>
              <td>{formatNumber(hour.contacts, locale, 1)}</td>
              <td>{hour.needed}</td>
              <td>{formatNumber(hour.planned, locale, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
