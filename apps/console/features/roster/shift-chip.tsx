import { useTranslation } from 'react-i18next'
import type { DayPlan, ShiftTemplate } from '../../../../src/desk/roster/contract.ts'
import { timesOf } from './plan.ts'
import styles from './roster.module.css'

type Shift = Pick<ShiftTemplate, 'name' | 'colour' | 'from' | 'to'>

export function ShiftChip({ shift }: { shift: Shift }) {
  return (
    <span className={`${styles.chip} ${styles[shift.colour] ?? ''}`}>
      <b>{shift.name}</b>
      <small>{timesOf(shift)}</small>
    </span>
  )
}

/** Somebody's day: his shifts, or why he does not work. */
export function PlanChips({ plan }: { plan: DayPlan }) {
  const { t } = useTranslation('roster')
  if (plan.leave) return <span className={`${styles.chip} ${styles.leave}`}>{t(`leave.${plan.leave}`)}</span>
  return plan.shifts.map((shift) => <ShiftChip key={shift.id} shift={shift} />)
}
