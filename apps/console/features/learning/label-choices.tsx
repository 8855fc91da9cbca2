import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseLabel, Suggestion } from '../../../../src/learning/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Kbd } from '../../components/kbd.tsx'
import { useIntentTitles } from '../history/use-intent-titles.ts'
import styles from './choices.module.css'
import { IntentPicker } from './intent-picker.tsx'
import { NewIntentDialog } from './new-intent-dialog.tsx'
import { MOST_SUGGESTIONS, SuggestionList } from './suggestion-list.tsx'

/** A further act beside the labels: skip, dismiss, undo. */
export type CaseAct = { id: string; title: string; keys: string; run: () => void; disabled?: boolean }

type Props = {
  suggestions: readonly Suggestion[]
  chosen?: string
  onLabel: (label: CaseLabel) => void
  acts: readonly CaseAct[]
  disabled?: boolean
}

/** Everything a case can be labelled as, all of it by key: 1–9 the likely ones, `/` any intent, `o` none of ours, `n` a new one. */
export function LabelChoices({ suggestions, chosen, onLabel, acts, disabled = false }: Props) {
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
    keys: String(at + 1),
    keyOnly: true,
    run: () => label(suggestion.label),
  }))
  const offered = ways
    .filter((way) => !way.disabled)
    .map(({ id, title, keys, run }) => ({ id: `learning:${id}`, title, keys, run }))
  useCommands(asking ? [] : [...(disabled ? [] : numbered), ...offered].map((one) => ({ ...one, group: t('title') })))
  return (
    <>
      <SuggestionList
        suggestions={suggestions}
        onChoose={label}
        disabled={disabled}
        {...(chosen !== undefined && { chosen })}
      />
      <div className={styles.ways}>
        {ways.map(({ id, title, keys, run, disabled: off }) => (
          <Button
            key={id}
            type="text"
            onClick={run}
            disabled={off}
            aria-keyshortcuts={keys}
            className={styles.way ?? ''}
          >
            <Kbd keys={keys} /> {title}
          </Button>
        ))}
      </div>
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
