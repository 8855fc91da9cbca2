import { useTranslation } from 'react-i18next'
import type { ImportPlace } from '../../../../src/knowledge/import/contract.ts'

/** Where in the source a row stands, in words: page 12, line 40, row 3 of sheet FAQ. */
export function usePlace(): (place: ImportPlace) => string {
  const { t } = useTranslation('knowledge-import')
  return ({ page, line, row, sheet }) =>
    [
      sheet && t('place.sheet', { sheet }),
      page !== undefined && t('place.page', { page }),
      row !== undefined && t('place.row', { row }),
      line !== undefined && t('place.line', { line }),
    ]
      .filter(Boolean)
      .join(' ')
}
