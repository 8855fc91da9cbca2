import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EmotionLabel } from '../../../../src/emotion/contract.ts'
import type { CaseLabel, Suggestion } from '../../../../src/learning/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { type FeelingLevel, FeelingList, feelingKeys, LevelChoice } from '../../components/emotion/feeling-list.tsx'
import styles from './choices.module.css'
import type { LabelProps } from './label-choices.tsx'
import { SuggestionList } from './suggestion-list.tsx'
import { Ways } from './ways.tsx'

const LEVEL_KEYS = { low: 'q', medium: 'w', high: 'e' } as const

/** What may be felt in a case: its number key says it as likely as it is, after `q`, `w` or `e` as strongly as that. */
export function FeelingLabels({ suggestions, chosen, onLabel, acts, disabled = false }: LabelProps) {
  const { t } = useTranslation('learning')
  const { t: feel } = useTranslation('emotion')
  const [level, setLevel] = useState<FeelingLevel>(null)
  const now = chosenFeeling(chosen)
  const pick = (emotion: EmotionLabel) => onLabel(labelFor(emotion, level, suggestions))
  const strengthen = (next: FeelingLevel) => {
    setLevel(next)
    if (now) onLabel(labelFor(now, next, suggestions))
  }
  const group = t('title')
  const numbered = feelingKeys.map(([emotion, keys]) => ({
    ...{ id: `learning:feeling-${emotion}`, title: feel(`label.${emotion}`), group, keys, keyOnly: true },
    run: () => pick(emotion),
  }))
  const levels = (['low', 'medium', 'high'] as const).map((one) => ({
    ...{ id: `learning:level-${one}`, title: `${feel('correct.level')} · ${feel(`level.${one}`)}`, group },
    ...{ keys: LEVEL_KEYS[one], keyOnly: true, run: () => strengthen(level === one ? null : one) },
  }))
  useCommands(disabled ? [] : [...numbered, ...levels])
  return (
    <>
      <SuggestionList
        suggestions={suggestions}
        onChoose={onLabel}
        keyOf={({ label: one }) =>
          feelingKeys.find(([emotion]) => one.kind === 'emotion' && emotion === one.emotion)?.[1]
        }
        disabled={disabled}
        {...(chosen !== undefined && { chosen })}
      />
      <div className={styles.feelings}>
        <FeelingList now={now} onPick={pick} disabled={disabled} />
        <LevelChoice level={level} keys={LEVEL_KEYS} onChange={strengthen} />
      </div>
      <Ways ways={acts} />
    </>
  )
}

/** Said without a level, a feeling that is suggested is meant as it is suggested. */
function labelFor(emotion: EmotionLabel, level: FeelingLevel, suggestions: readonly Suggestion[]): CaseLabel {
  if (emotion === 'neutral') return { kind: 'emotion', emotion, level: null }
  const likely = suggestions.find(({ label }) => label.kind === 'emotion' && label.emotion === emotion)?.label
  return level || !likely ? { kind: 'emotion', emotion, level } : likely
}

function chosenFeeling(chosen: string | undefined): EmotionLabel | null {
  const label = chosen ? (JSON.parse(chosen) as CaseLabel) : null
  return label?.kind === 'emotion' ? label.emotion : null
}
