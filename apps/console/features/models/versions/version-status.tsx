import { useTranslation } from 'react-i18next'
import type { ModelVersion } from '../../../../../src/understanding/models/contract.ts'
import { StatusMark, type Tone } from '../../../components/list/status-mark.tsx'

const TONES: Record<ModelVersion['status'], Tone> = { released: 'good', candidate: 'person', retired: 'quiet' }

export function VersionStatus({ status }: { status: ModelVersion['status'] }) {
  const { t } = useTranslation('models')
  return <StatusMark tone={TONES[status]}>{t(`version.is.${status}`)}</StatusMark>
}
