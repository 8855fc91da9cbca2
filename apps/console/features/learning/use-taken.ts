import { useTranslation } from 'react-i18next'
import type { EmotionLabel } from '../../../../src/emotion/contract.ts'
import type { ModelKind } from '../../../../src/understanding/models/contract.ts'
import { useIntentTitles } from '../history/use-intent-titles.ts'

/** What a message was taken for in words: the name of an intent or of a feeling. */
export function useTaken(): (kind: ModelKind, taken: string | null) => string {
  const { t } = useTranslation('learning')
  const { t: feel } = useTranslation('emotion')
  const { titleOf } = useIntentTitles()
  return (kind, taken) => {
    if (taken === null) return t('nothing')
    return kind === 'emotion' ? feel(`label.${taken as EmotionLabel}`) : titleOf(taken)
  }
}
