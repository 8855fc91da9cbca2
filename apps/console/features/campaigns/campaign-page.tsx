import { ArrowLeftOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Campaign } from '../../../../src/outbound/contract.ts'
import { get } from '../../api.ts'
import { BackLink } from '../../components/list/back-link.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { useSession } from '../../session.tsx'
import { CampaignEditor } from './campaign-editor.tsx'
import { CampaignProgress } from './campaign-progress.tsx'
import { freshCampaign } from './fresh-campaign.ts'

/** One campaign: while a draft its plan with a preview, then how it goes. */
export function CampaignPage() {
  const { t } = useTranslation('campaigns')
  const { may } = useSession()
  const { id = '' } = useParams()
  const isNew = id === 'new'
  const query = useQuery({
    queryKey: ['campaigns', 'one', id],
    queryFn: ({ signal }) => get<Campaign>(`/api/campaigns/${encodeURIComponent(id)}`, {}, signal),
    enabled: !isNew,
  })
  const found = query.data
  return (
    <Page>
      <BackLink to="/campaigns" icon={<ArrowLeftOutlined aria-hidden />}>
        {t('title')}
      </BackLink>
      {!isNew && query.isPending && <Loading rows={8} />}
      {query.isError && !found && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {isNew && <CampaignEditor key="new" stored={null} first={freshCampaign(t('newName'))} />}
      {found?.status === 'draft' && may('campaigns.manage') && (
        <CampaignEditor key={found.id} stored={found} first={found} />
      )}
      {found && (found.status !== 'draft' || !may('campaigns.manage')) && <CampaignProgress campaign={found} />}
    </Page>
  )
}
