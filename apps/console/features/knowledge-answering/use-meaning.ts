import { useTranslation } from 'react-i18next'
import type { AnswerThresholds } from '../../../../src/knowledge/contract.ts'
import { pointAt } from './point-at.ts'
import type { ThresholdState } from './use-thresholds.ts'

type Given = { at: AnswerThresholds; current: AnswerThresholds; curve: NonNullable<ThresholdState['curve']> }

/** The sentence that the picture says, and what the other threshold adds. */
export function useMeaning({ at, current, curve }: Given): { sentence: string; note: string } {
  const { t, i18n } = useTranslation('knowledge-answering')
  const format = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 })
  const here = pointAt(curve.points, at.answer)
  const ask = pointAt(curve.points, at.askBack)
  const was = pointAt(curve.points, current.answer)
  if (!here || !ask || !was) return { sentence: t('tooFew'), note: '' }
  const shares = {
    asked: format.format(Math.max(0, ask.coverage - here.coverage)),
    rest: format.format(Math.max(0, 1 - ask.coverage)),
  }
  const words = (point: typeof here) => ({
    precision: format.format(point.precision),
    coverage: format.format(point.coverage),
  })
  const before = at.answer === current.answer ? '' : t('before', words(was))
  return {
    sentence: t('sentence', words(here)),
    note: [t('others', shares), before, t('questions', { count: curve.questions })].filter(Boolean).join(' '),
  }
}
