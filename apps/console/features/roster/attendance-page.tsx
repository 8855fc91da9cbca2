import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Attendance } from '../../../../src/desk/roster/contract.ts'
import { formatNumber } from '../../../kit/format.ts'
import { Empty } from '../../components/empty.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { Page } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { asPages } from '../routing/use-routing.ts'
import { nameOf } from '../team/use-colleagues.ts'
import styles from './roster.module.css'
import { RosterHead } from './roster-head.tsx'
import { PlanChips } from './shift-chip.tsx'
import { useAttendance } from './use-roster.ts'

/** Minutes after which somebody counts as late. */
const LATE_FROM = 5

/** A day as planned and as it was: who should be there now, and how much of his time each was there. */
export function AttendancePage() {
  const { t } = useTranslation('roster')
  const { locale } = usePreferences()
  const filters = useFilters(['day'])
  const day = filters.values.day || new Date().toLocaleDateString('sv-SE')
  const query = useAttendance(day)
  const rows = (query.data?.items ?? []).map((one) => ({ ...one, id: one.userId }))
  const share = ({ planned, present }: Attendance) =>
    planned ? `${formatNumber((present / planned) * 100, locale)} %` : '—'
  const hours = (minutes: number, { shifts }: Attendance) =>
    shifts.length ? t('attendance.hours', { hours: formatNumber(minutes / 60, locale, 1) }) : '—'
  return (
    <Page>
      <RosterHead hint={t('attendance.hint')} />
      <div className={styles.bar}>
        <Input
          type="date"
          className={styles.date}
          aria-label={t('attendance.day')}
          value={day}
          onChange={(event) => filters.set({ day: event.target.value })}
        />
      </div>
      <ListBody
        pages={{ ...asPages(query), items: rows }}
        filtered={false}
        onClear={() => undefined}
        empty={<Empty title={t('attendance.empty')} hint={t('attendance.emptyHint')} />}
      >
        <RecordTable
          label={t('tab.attendance')}
          rows={rows}
          columns={[
            { key: 'name', title: t('week.person'), width: 160, cell: (one) => <b>{nameOf(one, locale)}</b> },
            { key: 'plan', title: t('attendance.plan'), cell: (one) => <PlanChips plan={one} /> },
            {
              key: 'state',
              title: t('attendance.state'),
              cell: (one) => <State one={one} />,
            },
            { key: 'planned', title: t('attendance.planned'), align: 'right', cell: (one) => hours(one.planned, one) },
            { key: 'present', title: t('attendance.present'), align: 'right', cell: (one) => hours(one.present, one) },
            {
              key: 'away',
              title: t('attendance.away'),
              align: 'right',
              wideOnly: true,
              cell: (one) => hours(one.away, one),
            },
            { key: 'share', title: t('attendance.share'), align: 'right', width: 90, cell: share },
          ]}
        />
      </ListBody>
    </Page>
  )
}

function State({ one }: { one: Attendance }) {
  const { t } = useTranslation('roster')
  if (one.missing) return <StatusMark tone="risk">{t('attendance.missing')}</StatusMark>
  if (!one.planned) return null
  if (one.lateMinutes === null) return <StatusMark tone="risk">{t('attendance.never')}</StatusMark>
  if (one.lateMinutes >= LATE_FROM)
    return <StatusMark tone="person">{t('attendance.late', { count: one.lateMinutes })}</StatusMark>
  return <StatusMark tone="good">{t('attendance.onTime')}</StatusMark>
}
