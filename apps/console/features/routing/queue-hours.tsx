import { Segmented, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { QueueInput } from '../../../../src/desk/routing/contract.ts'
import type { BusinessHours } from '../../../../src/team/contract.ts'
import { HoursEditor, USUAL_HOURS } from '../../components/hours/hours-editor.tsx'
import { Field } from '../../components/list/field.tsx'
import styles from './routing.module.css'

type Props = {
  hours: BusinessHours | null
  night: QueueInput['night']
  onHours: (hours: BusinessHours | null) => void
  onNight: (night: QueueInput['night']) => void
  onProblem: (found: boolean) => void
}

/** When people are there for a queue, and what happens outside. */
export function QueueHours({ hours, night, onHours, onNight, onProblem }: Props) {
  const { t } = useTranslation('routing')
  const always = (on: boolean) => {
    onProblem(false)
    onHours(on ? null : USUAL_HOURS)
  }
  return (
    <fieldset className={styles.group}>
      <legend>{t('queue.hours')}</legend>
      <label className={styles.switch} htmlFor="hours-always">
        <Switch id="hours-always" checked={!hours} onChange={always} />
        {t('hours.always')}
      </label>
      {hours && (
        <>
          <HoursEditor value={hours} onChange={onHours} onProblem={onProblem} />
          <Field label={t('hours.outside')} hint={t(`hours.outsideHint.${night}`)}>
            <Segmented
              value={night}
              onChange={onNight}
              options={(['bot-and-urgent', 'wait'] as const).map((value) => ({
                value,
                label: t(`hours.night.${value}`),
              }))}
            />
          </Field>
        </>
      )}
    </fieldset>
  )
}
