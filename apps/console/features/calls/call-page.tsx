import { ArrowLeftOutlined, MessageOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { Call, CallTurn } from '../../../../src/voice/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { get } from '../../api.ts'
import { Empty } from '../../components/empty.tsx'
import { BackLink } from '../../components/list/back-link.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import { ListenButton } from '../phone/listen-button.tsx'

type Answer = { call: Call; turns: CallTurn[] }
const STAGES = ['quietMs', 'recogniseMs', 'answerMs', 'speakMs', 'sendMs', 'totalMs'] as const

/** One call: who heard and who spoke, how good the line was, and how long each stage of each turn took. */
export function CallPage() {
  const { t } = useTranslation('calls')
  const { id = '' } = useParams()
  const query = useQuery({
    queryKey: ['calls', 'one', id],
    queryFn: ({ signal }) => get<Answer>(`/api/calls/${encodeURIComponent(id)}`, {}, signal),
  })
  return (
    <Page>
      <BackLink to="/calls" icon={<ArrowLeftOutlined aria-hidden />}>
        {t('title')}
      </BackLink>
      {query.isPending && <Loading rows={8} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && <Turns {...query.data} />}
    </Page>
  )
}

function Turns({ call, turns }: Answer) {
  const { t } = useTranslation('calls')
  const { locale } = usePreferences()
  const engine = (name: string | null) => (name ? t(`engine.${name as 'browser'}`, { defaultValue: name }) : '–')
  const columns: Column<CallTurn & { id: string }>[] = [
    { key: 'n', title: t('turn'), width: 70, cell: (row) => row.n },
    {
      key: 'by',
      title: t('toldBy'),
      width: 150,
      cell: (row) => (row.engine ? engine(row.engine) : t(`by.${row.toldBy}`)),
    },
    ...STAGES.map((stage) => ({
      ...{ key: stage, title: t(`stage.${stage}`), align: 'right' as const },
      cell: (row: CallTurn) => (row[stage] === null ? '–' : t('ms', { ms: row[stage] })),
    })),
  ]
  const heard = t('who', { ears: engine(call.ears), voice: engine(call.voice), interruptions: call.interruptions })
  const line = call.quality ? t('quality', call.quality) : ''
  return (
    <>
      <PageHeader title={call.customerName} hint={`${formatDateTime(call.startedAt, locale)} · ${heard} · ${line}`}>
        <ListenButton call={call} />
        {call.conversationId && (
          <Link to={`/conversations/${call.conversationId}`}>
            <Button icon={<MessageOutlined aria-hidden />}>{t('conversation')}</Button>
          </Link>
        )}
      </PageHeader>
      {turns.length === 0 ? (
        <Empty title={t('noTurns')} hint={t('noTurnsHint')} />
      ) : (
        <RecordTable label={t('turns')} columns={columns} rows={turns.map((row) => ({ ...row, id: String(row.n) }))} />
      )}
    </>
  )
}
