import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseLabel } from '../../../../src/learning/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { useIntentTitles } from '../history/use-intent-titles.ts'
import { IntentPicker } from './intent-picker.tsx'
import type { LabelProps } from './label-choices.tsx'
import { NewIntentDialog } from './new-intent-dialog.tsx'
import { MOST_SUGGESTIONS, SuggestionList } from './suggestion-list.tsx'
import { type CaseAct, Ways } from './ways.tsx'

/** What a case may mean: 1–9 the likely ones, `/` any intent, `o` none of ours, `n` a new one. */
export function IntentLabels({ suggestions, chosen, onLabel, acts, disabled = false }: LabelProps) {
  const { t } = useTranslation('learning')
  const { options } = useIntentTitles()
  const [asking, setAsking] = useState<'intent' | 'new' | null>(null)
  const label = (one: CaseLabel) => {
    setAsking(null)
    onLabel(one)
  }
  const ways: CaseAct[] = [
    { id: 'search', title: t('act.search'), keys: '/', run: () => setAsking('intent'), disabled },
    { id: 'out', title: t('act.outOfScope'), keys: 'o', run: () => label({ kind: 'out-of-scope' }), disabled },
    { id: 'new', title: t('act.new'), keys: 'n', run: () => setAsking('new'), disabled },
    ...acts,
  ]
  const numbered = suggestions.slice(0, MOST_SUGGESTIONS).map((suggestion, at) => ({
    id: `learning:${at + 1}`,
    title: t('act.pick', { number: at + 1 }),
    group: t('title'),
    keys: String(at + 1),
    keyOnly: true,
    run: () => label(suggestion.label),
  }))
  useCommands(asking || disabled ? [] : numbered)
  return (
    <>
      <SuggestionList
        suggestions={suggestions}
        onChoose={label}
        disabled={disabled}
        {...(chosen !== undefined && { chosen })}
      />
      <Ways ways={ways} quiet={asking !== null} />
      {asking === 'intent' && (
        <IntentPicker
          title={t('picker.title')}
          options={options}
          onPick={(intentId) => label({ kind: 'intent', intentId })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'new' && (
        <NewIntentDialog onName={(title) => label({ kind: 'new-intent', title })} onClose={() => setAsking(null)} />
      )}
    </>
  )
}
