import { Segmented } from 'antd'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type EmotionLabel, emotionLabel } from '../../../../src/emotion/contract.ts'
import { Kbd } from '../kbd.tsx'
import styles from './feeling-choices.module.css'

export type FeelingLevel = 'low' | 'medium' | 'high' | null
type Props = {
  /** As what it is read or labelled now. */
  now: EmotionLabel | null
  onPick: (label: EmotionLabel, level: FeelingLevel) => void
}

/** The calm one first: most corrections say that nothing is felt. */
const ORDER: EmotionLabel[] = ['neutral', ...emotionLabel.options.filter((label) => label !== 'neutral')]
const ANY = 'any'

/** Ten feelings, each one click or one number key; how strongly may be said before. */
export function FeelingChoices({ now, onPick }: Props) {
  const { t } = useTranslation('emotion')
  const [level, setLevel] = useState<FeelingLevel>(null)
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => focusWhenShown(first), [])
  const pick = (label: EmotionLabel) => onPick(label, label === 'neutral' ? null : level)
  const onKey = (event: KeyboardEvent) => {
    const label = /^\d$/.test(event.key) && !event.metaKey && !event.ctrlKey && ORDER[(Number(event.key) + 9) % 10]
    if (!label) return
    event.preventDefault()
    event.stopPropagation()
    pick(label)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: number keys work wherever the focus is inside
    <div className={styles.choices} onKeyDown={onKey}>
      <ul className={styles.feelings} aria-label={t('correct.title')}>
        {ORDER.map((label, at) => (
          <li key={label}>
            <button
              type="button"
              ref={at === 0 ? first : undefined}
              aria-current={label === now}
              className={label === now ? `${styles.one} ${styles.now}` : styles.one}
              onClick={() => pick(label)}
            >
              <Kbd keys={String((at + 1) % 10)} /> {t(`label.${label}`)}
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.level}>
        <span>{t('correct.level')}</span>
        <Segmented
          size="small"
          aria-label={t('correct.level')}
          value={level ?? ANY}
          onChange={(value) => setLevel(value === ANY ? null : (value as FeelingLevel))}
          options={[
            { value: ANY, label: t('correct.anyLevel') },
            ...(['low', 'medium', 'high'] as const).map((value) => ({ value, label: t(`level.${value}`) })),
          ]}
        />
      </div>
    </div>
  )
}

const FRAMES = 30

/** The keys are to work at once, but what a window holds can take the focus only when it is in sight. */
function focusWhenShown(button: RefObject<HTMLButtonElement | null>): () => void {
  let frames = 0
  let next = 0
  const look = () => {
    button.current?.focus()
    if (document.activeElement !== button.current && ++frames < FRAMES) next = requestAnimationFrame(look)
  }
  look()
  return () => cancelAnimationFrame(next)
}
