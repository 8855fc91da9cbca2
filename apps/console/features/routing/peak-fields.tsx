import { Segmented, Slider } from 'antd'
import { useTranslation } from 'react-i18next'
import { PEAK_LIMITS, type PolicyRules } from '../../../../src/desk/routing/contract.ts'
import { NumberField } from './number-field.tsx'
import styles from './routing.module.css'

type Peak = PolicyRules['peak']
const { answer: FURTHEST, patience: TRIES } = PEAK_LIMITS

/** When peak time is, and how far the bot's two thresholds move while it lasts. */
export function PeakFields({ peak, onChange }: { peak: Peak; onChange: (peak: Peak) => void }) {
  const { t } = useTranslation('routing')
  const { answer, patience } = peak
  const by = Math.abs(answer).toFixed(2)
  return (
    <section className={styles.group}>
      <h2>{t('peak.title')}</h2>
      <p className={styles.soft}>{t('peak.text')}</p>
      <Segmented
        value={peak.mode}
        onChange={(mode) => onChange({ ...peak, mode })}
        options={(['auto', 'on', 'off'] as const).map((value) => ({ value, label: t(`peak.${value}`) }))}
      />
      <div className={styles.pair}>
        <NumberField
          label={t('peak.waiting')}
          id="peak-waiting"
          min={1}
          max={10_000}
          value={peak.waiting}
          onChange={(waiting) => onChange({ ...peak, waiting })}
        />
      </div>
      <Threshold
        name={t('peak.answer.name')}
        {...{ least: -FURTHEST, most: FURTHEST, step: 0.01, value: answer }}
        ends={[t('peak.answer.least'), t('peak.answer.most')]}
        shown={answer === 0 ? '±0' : `${answer > 0 ? '+' : '−'}${by}`}
        effect={
          answer === 0
            ? t('peak.answer.same')
            : answer < 0
              ? t('peak.answer.lower', { by })
              : t('peak.answer.higher', { by })
        }
        onChange={(value) => onChange({ ...peak, answer: value })}
      />
      <Threshold
        name={t('peak.patience.name')}
        {...{ least: TRIES.least, most: TRIES.most, step: 1, value: patience }}
        ends={[t('peak.patience.least'), t('peak.patience.most')]}
        shown={patience === 0 ? '±0' : `${patience > 0 ? '+' : '−'}${Math.abs(patience)}`}
        effect={
          patience === 0
            ? t('peak.patience.same')
            : patience < 0
              ? t('peak.patience.lower', { count: -patience })
              : t('peak.patience.higher', { count: patience })
        }
        onChange={(value) => onChange({ ...peak, patience: value })}
      />
    </section>
  )
}

type ThresholdProps = {
  name: string
  least: number
  most: number
  step: number
  value: number
  /** What either end of the scale means. */
  ends: [string, string]
  shown: string
  /** What the value means for customers. */
  effect: string
  onChange: (value: number) => void
}

function Threshold({ name, least, most, step, value, ends, shown, effect, onChange }: ThresholdProps) {
  return (
    <div className={styles.threshold}>
      <b>{name}</b>
      <output>{shown}</output>
      <Slider
        min={least}
        max={most}
        step={step}
        value={value}
        included={false}
        marks={{ 0: ' ' }}
        tooltip={{ open: false }}
        onChange={onChange}
        ariaLabelForHandle={name}
      />
      <span className={styles.ends}>
        <small>{ends[0]}</small>
        <small>{ends[1]}</small>
      </span>
      <p className={styles.soft}>{effect}</p>
    </div>
  )
}
