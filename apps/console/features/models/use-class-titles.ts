import { useTranslation } from 'react-i18next'
import type { EmotionLabel } from '../../../../src/emotion/contract.ts'
import type { ModelKind } from '../../../../src/understanding/models/contract.ts'
import { useIntentTitles } from '../history/use-intent-titles.ts'

/** Names of what a model tells apart: intents or feelings. */
export function useClassTitles(kind: ModelKind): (id: string) => string {
  const { t } = useTranslation('emotion')
  const { titleOf } = useIntentTitles()
  return kind === 'emotion' ? (id) => t(`label.${id as EmotionLabel}`) : titleOf
}
