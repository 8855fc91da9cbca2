import { useTranslation } from 'react-i18next'
import type { CampaignStatus, Progress, TargetStatus } from '../../../../src/outbound/contract.ts'
import { StatusMark, type Tone } from '../../components/list/status-mark.tsx'

const TONE: Record<CampaignStatus, Tone> = {
  ...{ draft: 'quiet', running: 'action', paused: 'person', finished: 'good', cancelled: 'quiet' },
}

export function CampaignStatusMark({ status }: { status: CampaignStatus }) {
  const { t } = useTranslation('campaigns')
  return <StatusMark tone={TONE[status]}>{t(`campaignStatus.${status}`)}</StatusMark>
}

const TARGET_TONE: Partial<Record<TargetStatus, Tone>> = {
  ...{ reached: 'good', calling: 'action', 'opted-out': 'risk', failed: 'risk', waiting: 'blue', machine: 'violet' },
}

export function TargetStatusMark({ status }: { status: TargetStatus }) {
  const { t } = useTranslation('campaigns')
  return <StatusMark tone={TARGET_TONE[status] ?? 'quiet'}>{t(`status.${status}`)}</StatusMark>
}

/** How many a campaign has, and with how many it is through. */
export function sumOf(progress: Progress): { all: number; done: number } {
  const all = Object.values(progress).reduce((sum, count) => sum + count, 0)
  return { all, done: all - (progress.waiting ?? 0) - (progress.calling ?? 0) }
}
