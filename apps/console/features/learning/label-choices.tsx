import type { CaseLabel, Suggestion } from '../../../../src/learning/contract.ts'
import type { ModelKind } from '../../../../src/understanding/models/contract.ts'
import { FeelingLabels } from './feeling-labels.tsx'
import { IntentLabels } from './intent-labels.tsx'
import type { CaseAct } from './ways.tsx'

export type LabelProps = {
  suggestions: readonly Suggestion[]
  /** The label chosen so far, as JSON; leave out where a choice is carried out at once. */
  chosen?: string
  onLabel: (label: CaseLabel) => void
  acts: readonly CaseAct[]
  disabled?: boolean
}

/** Everything a case of a kind can be labelled as, all of it by key. */
export function LabelChoices({ kind, ...props }: LabelProps & { kind: ModelKind }) {
  return kind === 'emotion' ? <FeelingLabels {...props} /> : <IntentLabels {...props} />
}
