import { InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SlaTargets, TicketPriority } from '../../../../../src/tickets/types/contract.ts'
import { PriorityMark } from '../marks.tsx'
import { PRIORITIES } from '../terms.ts'
import styles from './manage.module.css'

const CLOCKS = ['firstResponse', 'resolution'] as const

/** Minutes for both clocks by priority. A form hands in the value. */
export function TargetTable({ value, onChange }: { value?: SlaTargets; onChange?: (value: SlaTargets) => void }) {
  const { t } = useTranslation('tickets')
  if (!value) return null
  const set = (priority: TicketPriority, clock: (typeof CLOCKS)[number], minutes: number | null) => {
    if (minutes !== null) onChange?.({ ...value, [priority]: { ...value[priority], [clock]: minutes } })
  }
  return (
    <table className={styles.targets}>
      <thead>
        <tr>
          <th scope="col">{t('field.priority')}</th>
          {CLOCKS.map((clock) => (
            <th key={clock} scope="col">
              {t(`sla.${clock}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {PRIORITIES.map((priority) => (
          <tr key={priority}>
            <th scope="row">
              <PriorityMark priority={priority} />
            </th>
            {CLOCKS.map((clock) => (
              <td key={clock}>
                <InputNumber
                  min={1}
                  max={525_600}
                  precision={0}
                  suffix={t('clocks.minutes')}
                  aria-label={`${t(`priority.${priority}`)} ${t(`sla.${clock}`)}`}
                  value={value[priority][clock]}
                  onChange={(minutes) => set(priority, clock, minutes)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
