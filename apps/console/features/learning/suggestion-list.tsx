import { useTranslation } from 'react-i18next'
import type { CaseLabel, Suggestion } from '../../../../src/learning/contract.ts'
import { Kbd } from '../../components/kbd.tsx'
import { usePreferences } from '../../preferences.ts'
import { LabelText } from './label-text.tsx'
import styles from './suggestion.module.css'

/** As many as there are number keys. */
export const MOST_SUGGESTIONS = 9

/** Likely labels, best first; each has its number key, and what speaks for it below. */
export function SuggestionList({
  suggestions,
  chosen,
  onChoose,
  keyOf = (_, at) => String(at + 1),
  disabled = false,
}: SuggestionListProps) {
  const { t } = useTranslation('learning')
  const { locale } = usePreferences()
  return (
    <ol className={styles.list} aria-label={t('suggestions')}>
      {suggestions.slice(0, MOST_SUGGESTIONS).map((suggestion, at) => {
        const { label, title, score, from, words } = suggestion
        const keys = keyOf(suggestion, at)
        const key = JSON.stringify(label)
        const percent = Math.round(Math.min(1, score) * 100)
        return (
          <li key={key}>
            <button
              type="button"
              className={chosen === key ? `${styles.one} ${styles.chosen}` : styles.one}
              aria-pressed={chosen === undefined ? undefined : chosen === key}
              disabled={disabled}
              onClick={() => onChoose(label)}
            >
              {keys && <Kbd keys={keys} />}
              <span className={styles.title}>
                {label.kind === 'article' ? (
                  t('label.article', { title: title[locale] })
                ) : label.kind === 'emotion' ? (
                  <LabelText label={label} />
                ) : (
                  title[locale]
                )}
                {words.length > 0 && <span className={styles.words}>{words.map((word) => `“${word}”`).join(' ')}</span>}
              </span>
              <span className={styles.from}>{t(`from.${from}`)}</span>
              <span className={styles.track} aria-hidden="true">
                <span className={styles.fill} style={{ width: `${percent}%` }} />
              </span>
              <span className={styles.percent}>{percent}%</span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

type SuggestionListProps = {
  suggestions: readonly Suggestion[]
  /** The label chosen so far, as JSON; leave out where a choice is carried out at once. */
  chosen?: string
  onChoose: (label: CaseLabel) => void
  /** Which key chooses it; else its place. */
  keyOf?: (suggestion: Suggestion, at: number) => string | undefined
  disabled?: boolean
}
