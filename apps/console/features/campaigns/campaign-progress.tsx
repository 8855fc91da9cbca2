import { DownloadOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Campaign, TARGET_STATES, type Tally } from '../../../../src/outbound/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { get, post } from '../../api.ts'
import { Stack } from '../../components/columns.tsx'
import { saveFile } from '../../components/list/save-file.ts'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { CampaignStatusMark, sumOf } from './campaign-status.tsx'
import styles from './campaigns.module.css'
import { TargetList } from './target-list.tsx'

/** How a campaign goes, live; and everybody of it. */
export function CampaignProgress({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const { may } = useSession()
  const { locale } = usePreferences()
  const told = useTold()
  useRenewal('campaign.', 'campaigns')
  const { all, done } = sumOf(campaign.progress)
  const exporting = useMutation({
    mutationFn: () => saveFile(`/api/campaigns/${campaign.id}/export`, `${campaign.name}.csv`),
    onError: told.failed,
  })
  const resumes = campaign.resumesAt && t('resumes', { at: formatDateTime(campaign.resumesAt, locale) })
  return (
    <>
      <PageHeader
        title={campaign.name}
        hint={resumes ?? t('ends', { at: formatDateTime(campaign.plan.endsAt, locale) })}
      >
        <CampaignStatusMark status={campaign.status} />
        {campaign.status !== 'draft' && (
          <Button
            icon={<DownloadOutlined aria-hidden />}
            loading={exporting.isPending}
            onClick={() => exporting.mutate()}
          >
            {t('export')}
          </Button>
        )}
        {may('campaigns.manage') && <Acts campaign={campaign} />}
      </PageHeader>
      <Stack>
        <section className={styles.card}>
          <Progress percent={all ? Math.round((done / all) * 100) : 0} format={() => `${done} / ${all}`} />
          <dl className={styles.figures}>
            {TARGET_STATES.filter((status) => campaign.progress[status]).map((status) => (
              <div key={status}>
                <dt>{t(`status.${status}`)}</dt>
                <dd>{campaign.progress[status]}</dd>
              </div>
            ))}
          </dl>
          <Answers campaign={campaign} />
        </section>
        <TargetList campaign={campaign} />
      </Stack>
    </>
  )
}

function Acts({ campaign: { id, status } }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const client = useQueryClient()
  const told = useTold()
  const confirm = useConfirm()
  const moving = useMutation({
    mutationFn: (to: string) => post<Campaign>(`/api/campaigns/${id}/status`, { status: to }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['campaigns'] }),
    onError: told.failed,
  })
  if (status !== 'running' && status !== 'paused') return null
  const cancel = () =>
    confirm({ title: t('cancelTitle'), text: t('cancelText'), act: t('cancel') }, () => moving.mutateAsync('cancelled'))
  return (
    <>
      <Button loading={moving.isPending} onClick={() => moving.mutate(status === 'running' ? 'paused' : 'running')}>
        {status === 'running' ? t('pause') : t('resume')}
      </Button>
      <Button danger onClick={cancel}>
        {t('cancel')}
      </Button>
    </>
  )
}

function Answers({ campaign: { id, plan } }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const { locale } = usePreferences()
  const query = useQuery({
    queryKey: ['campaigns', 'answers', id],
    queryFn: ({ signal }) => get<{ answers: Tally }>(`/api/campaigns/${id}/answers`, {}, signal),
    enabled: plan.questions.length > 0,
  })
  if (!query.data) return null
  return plan.questions.map((question) => {
    const counts = query.data.answers[question.id] ?? {}
    const sum = Object.values(counts).reduce((one, other) => one + other, 0)
    return (
      <div key={question.id} className={styles.answers}>
        <h3>{question.text[locale] || question.text.zh || question.text.en}</h3>
        {question.choices.map(({ key, label }) => (
          <div key={key} className={styles.answer}>
            <span>{label[locale] || label.zh || label.en}</span>
            <Progress
              percent={sum ? Math.round(((counts[key] ?? 0) / sum) * 100) : 0}
              format={() => t('times', { count: counts[key] ?? 0 })}
            />
          </div>
        ))}
      </div>
    )
  })
}
