import { Input, InputNumber, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LlmSettings, LlmUse } from '../../../../src/engines/llm/contract.ts'
import styles from './settings.module.css'

/** Uses with the longest time each may be given, in milliseconds. */
const USES: { use: LlmUse; most: number }[] = [
  { use: 'answers', most: 2700 },
  { use: 'rewrite', most: 2000 },
  { use: 'summary', most: 30_000 },
  { use: 'drafts', most: 60_000 },
  { use: 'translate', most: 30_000 },
]
const LEAST_MS = 200
const STEP_MS = 100

type Props = { settings: LlmSettings; onChange: (settings: LlmSettings) => void; model: string }

/** Each use with its switch and time limit, the day's budget, and the model. */
export function LlmForm({ settings, onChange, model }: Props) {
  const { t } = useTranslation('settings')
  return (
    <div className={styles.uses}>
      {USES.map(({ use, most }) => (
        <div key={use} className={styles.line}>
          <div>
            {t(`llm.use.${use}.title`)}
            <span className={styles.faint}>{t(`llm.use.${use}.hint`)}</span>
          </div>
          <div className={styles.controls}>
            <InputNumber
              aria-label={t('llm.limitOf', { use: t(`llm.use.${use}.title`) })}
              value={settings.limits[use]}
              min={LEAST_MS}
              max={most}
              step={STEP_MS}
              suffix={t('llm.ms')}
              disabled={!settings.on[use]}
              onChange={(value) => value && onChange({ ...settings, limits: { ...settings.limits, [use]: value } })}
            />
            <Switch
              aria-label={t(`llm.use.${use}.title`)}
              checked={settings.on[use]}
              onChange={(on) => onChange({ ...settings, on: { ...settings.on, [use]: on } })}
            />
          </div>
        </div>
      ))}
      <div className={styles.line}>
        <span>
          {t('llm.cap')}
          <span className={styles.faint}>{t('llm.capHint')}</span>
        </span>
        <InputNumber
          aria-label={t('llm.cap')}
          value={settings.dailyTokens}
          min={0}
          max={1_000_000_000}
          step={100_000}
          onChange={(value) => value !== null && onChange({ ...settings, dailyTokens: value })}
        />
      </div>
      <div className={styles.line}>
        <span>
          {t('llm.model')}
          <span className={styles.faint}>{t('llm.modelHint')}</span>
        </span>
        <Input
          aria-label={t('llm.model')}
          className={styles.model ?? ''}
          value={settings.model}
          placeholder={model}
          maxLength={200}
          onChange={({ target }) => onChange({ ...settings, model: target.value })}
        />
      </div>
    </div>
  )
}
