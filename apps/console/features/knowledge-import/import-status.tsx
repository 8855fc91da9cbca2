import { useTranslation } from 'react-i18next'
import type { ImportJob, ImportRowStatus } from '../../../../src/knowledge/import/contract.ts'
import { StatusMark, type Tone } from '../../components/list/status-mark.tsx'

const JOB_TONES: Record<ImportJob['status'], Tone> = {
  waiting: 'quiet',
  parsing: 'action',
  ready: 'person',
  accepting: 'action',
  done: 'good',
  failed: 'risk',
  cancelled: 'quiet',
  undone: 'quiet',
}

export const isBusy = (status: ImportJob['status']): boolean =>
  status === 'waiting' || status === 'parsing' || status === 'accepting'

export function ImportStatus({ status }: { status: ImportJob['status'] }) {
  const { t } = useTranslation('knowledge-import')
  return <StatusMark tone={JOB_TONES[status]}>{t(`status.${status}`)}</StatusMark>
}

const ROW_TONES: Record<ImportRowStatus, Tone> = {
  new: 'action',
  duplicate: 'quiet',
  conflict: 'person',
  error: 'risk',
  accepted: 'good',
  undone: 'quiet',
}

export function RowStatus({ status }: { status: ImportRowStatus }) {
  const { t } = useTranslation('knowledge-import')
  return <StatusMark tone={ROW_TONES[status]}>{t(`row.${status}`)}</StatusMark>
}
