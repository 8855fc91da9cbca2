import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { EmotionReason } from '../../../../src/emotion/contract.ts'

/** A reason in words, as “气死” or “asked again”. */
export function useReasonText(): (reason: EmotionReason) => string {
  const { t } = useTranslation('emotion')
  return useCallback(
    (one) => (one.kind === 'word' ? t('reason.word', { word: one.text }) : t(`reason.${one.kind}`)),
    [t],
  )
}
