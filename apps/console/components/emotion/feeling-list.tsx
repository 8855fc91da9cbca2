import { Segmented } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { type EmotionLabel, emotionLabel } from '../../../../src/emotion/contract.ts'
import { Kbd } from '../kbd.tsx'
import styles from './feeling-choices.module.css'

export type FeelingLevel = 'low' | 'medium' | 'high' | null

/** The calm one first: most corrections say that nothing is felt. */
const ORDER: EmotionLabel[] = ['neutral', ...emotionLabel.options.filter((label) => label !== 'neutral')]
const ANY = 'any'

/** Every feeling has the same number key wherever it is chosen. */
export const feelingKeys: readonly (readonly [label: EmotionLabel, key: string])[] = ORDER.map((label, at) => [
  label,
  String((at + 1) % 10),
])

type ListProps = {
  /** As what it is read or labelled now. */
  now: EmotionLabel | null
  onPick: (label: EmotionLabel) => void
  first?: RefObject<HTMLButtonElement | null>
  disabled?: boolean
}

/** Ten feelings, each one click. */
export function FeelingList({ now, onPick, first, disabled = false }: ListProps) {
  const { t } = useTranslation('emotion')
  return (
    <ul className={styles.feelings} aria-label={t('correct.title')}>
      {feelingKeys.map(([label, key], at) => (
        <li key={label}>
          <button
            type="button"
            ref={at === 0 ? first : undefined}
            aria-current={label === now}
            className={label === now ? `${styles.one} ${styles.now}` : styles.one}
            disabled={disabled}
            onClick={() => onPick(label)}
          >
            <Kbd keys={key} /> {t(`label.${label}`)}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** How strongly; `keys` stand beside the levels where they have some. */
export function LevelChoice({
  level,
  keys,
  onChange,
}: {
  level: FeelingLevel
  keys?: Record<NonNullable<FeelingLevel>, string>
  onChange: (level: FeelingLevel) => void
}) {
  const { t } = useTranslation('emotion')
  return (
    <div className={styles.level}>
      <span>{t('correct.level')}</span>
      <Segmented
        size="small"
        aria-label={t('correct.level')}
        value={level ?? ANY}
        onChange={(value) => onChange(value === ANY ? null : (value as FeelingLevel))}
        options={[
          { value: ANY, label: t('correct.anyLevel') },
          ...(['low', 'medium', 'high'] as const).map((value) => ({
            value,
            label: (
              <>
                {keys && <Kbd keys={keys[value]} />} {t(`level.${value}`)}
              </>
            ),
          })),
        ]}
      />
    </div>
  )
}
