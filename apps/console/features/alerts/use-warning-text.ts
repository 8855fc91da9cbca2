import { useTranslation } from 'react-i18next'
import type { Warning } from '../../../../src/emotion/alerts/contract.ts'

/** Why an alert fired, in a sentence. */
export function useWarningText(): (warning: Warning) => string {
  const { t } = useTranslation('alerts')
  const percent = (share: number) => `${Math.round(share * 100)}%`
  return ({ rule, score, from, to, predicted }) =>
    t(`why.${rule}`, {
      score: Math.round(score * 100),
      from: percent(from),
      to: percent(to),
      predicted: Math.round((predicted ?? score) * 100),
    })
}
