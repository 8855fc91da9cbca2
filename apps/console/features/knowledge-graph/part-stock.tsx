import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { FaultHelp, GraphNode } from '../../../../src/knowledge/graph/contract.ts'
import { formatNumber } from '../../../kit/format.ts'
import { get } from '../../api.ts'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { usePreferences } from '../../preferences.ts'
import type { Picture } from './use-graph.ts'

const FRESH_MS = 30_000

/** How many of a spare part are in stock now, as the business system says it for a fault that needs the part. */
export function PartStock({ part, picture }: { part: GraphNode; picture: Picture }) {
  const { t } = useTranslation('knowledge-graph')
  const { locale } = usePreferences()
  const fault = picture.nodes.find(
    ({ id, kind }) => kind === 'fault_code' && picture.edges.some(({ from, to }) => from === id && to === part.id),
  )
  const code = fault?.data.code ?? fault?.ref ?? ''
  const product = fault?.data.productId
  const query = useQuery({
    queryKey: ['part-stock', part.ref, code, product],
    queryFn: ({ signal }) =>
      get<FaultHelp>(`/api/knowledge/fault-codes/${encodeURIComponent(code)}`, { product, language: locale }, signal),
    enabled: code !== '',
    refetchInterval: FRESH_MS,
  })
  if (!code) return <p>{t('stock.noFault')}</p>
  if (query.isPending) return <p>{t('stock.asking')}</p>
  const stock = query.data?.parts.find(({ partId }) => partId === part.ref)?.stock ?? null
  if (stock === null) return <StatusMark tone="quiet">{t('stock.unknown')}</StatusMark>
  return (
    <StatusMark tone={stock > 0 ? 'good' : 'risk'}>
      {stock > 0 ? t('stock.left', { count: stock, number: formatNumber(stock, locale) }) : t('stock.none')}
    </StatusMark>
  )
}
