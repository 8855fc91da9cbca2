import { useTranslation } from 'react-i18next'
import { type DayPlan, LEAVES, type ShiftTemplate } from '../../../../src/desk/roster/contract.ts'
import { FREE, planWith } from './plan.ts'
import styles from './roster.module.css'
import { ShiftChip } from './shift-chip.tsx'

const MOST_SHIFTS = 3

type Props = { plan: DayPlan; templates: ShiftTemplate[]; onChoose: (plan: DayPlan) => void }

/** What somebody's day may become: another shift, one more, a reason not to work, nothing. */
export function CellMenu({ plan, templates, onChoose }: Props) {
  const { t } = useTranslation('roster')
  const more = plan.shifts.length > 0 && plan.shifts.length < MOST_SHIFTS
  return (
    <div className={styles.menu}>
      {templates.map((template) => (
        <button key={template.id} type="button" onClick={() => onChoose(planWith(template))}>
          <ShiftChip shift={template} />
        </button>
      ))}
      {more && (
        <>
          <small>{t('week.oneMore')}</small>
          {templates.map((template) => (
            <button
              key={template.id}
              type="button"
              onClick={() => onChoose({ leave: null, shifts: [...plan.shifts, ...planWith(template).shifts] })}
            >
              + <ShiftChip shift={template} />
            </button>
          ))}
        </>
      )}
      <small>{t('week.orLeave')}</small>
      <div className={styles.leaves}>
        {LEAVES.map((leave) => (
          <button key={leave} type="button" onClick={() => onChoose({ leave, shifts: [] })}>
            <span className={`${styles.chip} ${styles.leave}`}>{t(`leave.${leave}`)}</span>
          </button>
        ))}
      </div>
      {(plan.leave || plan.shifts.length > 0) && (
        <button type="button" onClick={() => onChoose(FREE)}>
          {t('week.clear')}
        </button>
      )}
    </div>
  )
}
