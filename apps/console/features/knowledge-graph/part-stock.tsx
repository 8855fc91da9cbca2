import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { GraphNode } from '../../../../src/knowledge/graph/contract.ts'
import { formatNumber } from '../../../kit/format.ts'
import { get } from '../../api.ts'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { usePreferences } from '../../preferences.ts'

const FRESH_MS = 30_000

/** How many of a spare part are in stock now, as the business system says it. */
export function PartStock({ part }: { part: GraphNode }) {
  const { t } = useTranslation('knowledge-graph')
  const { locale } = usePreferences()
  const query = useQuery({
    queryKey: ['part-stock', part.ref],
    queryFn: ({ signal }) =>
      get<{ stock: number | null }>(`/api/knowledge/parts/${encodeURIComponent(part.ref)}/stock`, {}, signal),
    refetchInterval: FRESH_MS,
  })
  if (query.isPending) return <p>{t('stock.asking')}</p>
  const stock = query.data?.stock ?? null
  if (stock === null) return <StatusMark tone="quiet">{t('stock.unknown')}</StatusMark>
  return (
    <StatusMark tone={stock > 0 ? 'good' : 'risk'}>
      {stock > 0 ? t('stock.left', { count: stock, number: formatNumber(stock, locale) }) : t('stock.none')}
    </StatusMark>
  )
}
