import { useTranslation } from 'react-i18next'
import { Columns, Stack } from '../../components/columns.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { DoorCard } from './door-card.tsx'
import { SipLines } from './sip-lines.tsx'
import { useLines } from './use-lines.ts'

/** How customers reach the house by telephone: lines of carriers and switches, and how they stand. */
export default function TelephonePage() {
  const { t } = useTranslation('telephone')
  const lines = useLines()
  const { data, isPending, error, refetch } = lines.view
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('explain')} />
      {isPending && <Loading rows={6} />}
      {error && !data && <Problem error={error} onRetry={() => void refetch()} />}
      {data && (
        <Columns side={400}>
          <DoorCard door="sip" view={data} lines={lines}>
            <SipLines view={data} lines={lines} />
          </DoorCard>
          <Stack>
            <DoorCard door="audiosocket" view={data} lines={lines} />
            <DoorCard door="freeswitch" view={data} lines={lines} />
            <DoorCard door="twilio" view={data} lines={lines} />
          </Stack>
        </Columns>
      )}
    </Page>
  )
}
