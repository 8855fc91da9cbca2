import { ClearOutlined, SelectOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type DayPlan, LEAVES, type ShiftTemplate } from '../../../../src/desk/roster/contract.ts'
import { FREE, planWith } from './plan.ts'
import styles from './roster.module.css'
import { ShiftChip } from './shift-chip.tsx'

/** Id of a shift, a leave, or nothing to plan; null asks at each click. */
export type Brush = string | null
const CLEAR = 'clear'

export function planOfBrush(brush: Brush, templates: ShiftTemplate[]): DayPlan | null {
  if (brush === CLEAR) return FREE
  const leave = LEAVES.find((one) => one === brush)
  if (leave) return { leave, shifts: [] }
  const template = templates.find(({ id }) => id === brush)
  return template ? planWith(template) : null
}

type Props = { brush: Brush; templates: ShiftTemplate[]; onChange: (brush: Brush) => void; children: ReactNode }

/** What a click into the week puts there. */
export function Brushes({ brush, templates, onChange, children }: Props) {
  const { t } = useTranslation('roster')
  const choice = (value: Brush, content: ReactNode) => (
    <button key={value ?? ''} type="button" aria-pressed={brush === value} onClick={() => onChange(value)}>
      {content}
    </button>
  )
  return (
    <div className={styles.tools}>
      <fieldset className={styles.brushes} aria-label={t('week.brush')}>
        {choice(
          null,
          <>
            <SelectOutlined aria-hidden /> {t('week.ask')}
          </>,
        )}
        {templates.map((template) => choice(template.id, <ShiftChip shift={template} />))}
        {LEAVES.map((leave) =>
          choice(leave, <span className={`${styles.chip} ${styles.leave}`}>{t(`leave.${leave}`)}</span>),
        )}
        {choice(
          CLEAR,
          <>
            <ClearOutlined aria-hidden /> {t('week.clear')}
          </>,
        )}
      </fieldset>
      <div className={styles.deeds}>{children}</div>
    </div>
  )
}
