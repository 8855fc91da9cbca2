import { CaretRightOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import {
  type Campaign,
  type CampaignInput,
  type CampaignPlan,
  campaignInput,
} from '../../../../src/outbound/contract.ts'
import { post, put, remove } from '../../api.ts'
import { Columns, Stack } from '../../components/columns.tsx'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useLeaveGuard } from '../../components/list/use-leave-guard.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { AudienceCard } from './audience-card.tsx'
import { PaceCard } from './pace-card.tsx'
import { PreviewCard } from './preview-card.tsx'
import { WordsCard } from './words-card.tsx'

export type PlanProps = { plan: CampaignPlan; onChange: (change: Partial<CampaignPlan>) => void }

/** A draft: what is said to whom, when and how fast. Saved before it is previewed and started. */
export function CampaignEditor({ stored, first }: { stored: Campaign | null; first: CampaignInput }) {
  const { t } = useTranslation(['campaigns', 'lists'])
  const [draft, setDraft] = useState<CampaignInput>({ name: first.name, plan: first.plan })
  const [saved, setSaved] = useState(draft)
  const leaving = useRef(false)
  const changed = stored === null || draft !== saved
  useLeaveGuard(draft !== saved, leaving)
  const onChange = (change: Partial<CampaignPlan>) => setDraft({ ...draft, plan: { ...draft.plan, ...change } })
  const checked = campaignInput.safeParse(draft)
  const acts = useActs(stored, (input) => setSaved(input), leaving)
  return (
    <>
      <PageHeader title={draft.name || t('campaigns:newName')} hint={t('campaigns:draftHint')}>
        {stored && <Button onClick={acts.askRemove}>{t('campaigns:remove')}</Button>}
        <Button
          type={changed ? 'primary' : 'default'}
          disabled={!changed || !checked.success}
          loading={acts.saving}
          onClick={() => acts.save(draft)}
        >
          {t('lists:save')}
        </Button>
        {stored && (
          <Button
            type={changed ? 'default' : 'primary'}
            icon={<CaretRightOutlined aria-hidden />}
            disabled={changed}
            onClick={acts.askStart}
          >
            {t('campaigns:start')}
          </Button>
        )}
      </PageHeader>
      <Columns side={320}>
        <Stack>
          <WordsCard
            plan={draft.plan}
            onChange={onChange}
            name={draft.name}
            onName={(name) => setDraft({ ...draft, name })}
          />
          <AudienceCard plan={draft.plan} onChange={onChange} stored={stored} changed={changed} />
          <PaceCard plan={draft.plan} onChange={onChange} />
        </Stack>
        <PreviewCard stored={stored} changed={changed} complete={checked.success} />
      </Columns>
    </>
  )
}

function useActs(stored: Campaign | null, onSaved: (input: CampaignInput) => void, leaving: { current: boolean }) {
  const { t } = useTranslation('campaigns')
  const told = useTold()
  const confirm = useConfirm()
  const client = useQueryClient()
  const navigate = useNavigate()
  const path = `/api/campaigns/${stored?.id ?? ''}`
  const renew = () => client.invalidateQueries({ queryKey: ['campaigns'] })
  const saving = useMutation({
    mutationFn: (input: CampaignInput) =>
      stored ? put<Campaign>(path, input) : post<Campaign>('/api/campaigns', input),
    onSuccess: async (campaign, input) => {
      onSaved(input)
      told.done(t('saved'))
      await renew()
      leaving.current = true
      if (!stored) await navigate(`/campaigns/${campaign.id}`, { replace: true })
      leaving.current = false
    },
    onError: told.failed,
  })
  const starting = useMutation({
    mutationFn: () => post<Campaign>(`${path}/status`, { status: 'running' }),
    onSuccess: renew,
    onError: told.failed,
  })
  const removing = useMutation({
    mutationFn: () => remove(path),
    onSuccess: async () => {
      await renew()
      await navigate('/campaigns')
    },
    onError: told.failed,
  })
  return {
    save: (input: CampaignInput) => saving.mutate(input),
    saving: saving.isPending,
    askStart: () =>
      confirm({ title: t('startTitle'), text: t('startText'), act: t('start'), danger: false }, () =>
        starting.mutateAsync(),
      ),
    askRemove: () =>
      confirm({ title: t('removeTitle'), text: t('removeText'), act: t('remove') }, () => removing.mutateAsync()),
  }
}
