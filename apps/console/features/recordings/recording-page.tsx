import { ArrowLeftOutlined, CaretRightFilled, DeleteOutlined, MessageOutlined, PauseOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Segmented, Switch } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import type { RecordingDetail } from '../../../../src/voice/recording/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { get, remove } from '../../api.ts'
import { useCommands } from '../../commands/registry.ts'
import { clockText } from '../../components/clock-text.ts'
import { BackLink } from '../../components/list/back-link.tsx'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import styles from './recordings.module.css'
import { silentSpans } from './silence.ts'
import { Transcript } from './transcript.tsx'
import { type Player, usePlayer } from './use-player.ts'
import { WaveformView } from './waveform.tsx'

const SPEEDS = [0.75, 1, 1.25, 1.5, 2]

/** One recorded call: listen, read along, jump to a word. */
export function RecordingPage() {
  const { t } = useTranslation('recordings')
  const { id = '' } = useParams()
  const query = useQuery({
    queryKey: ['recordings', 'one', id],
    queryFn: ({ signal }) => get<RecordingDetail>(`/api/recordings/${encodeURIComponent(id)}`, {}, signal),
  })
  return (
    <Page>
      <BackLink to="/recordings" icon={<ArrowLeftOutlined aria-hidden />}>
        {t('title')}
      </BackLink>
      {query.isPending && <Loading rows={8} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data && <Recording recording={query.data} />}
    </Page>
  )
}

function Recording({ recording }: { recording: RecordingDetail }) {
  const { t } = useTranslation('recordings')
  const { locale } = usePreferences()
  const { may } = useSession()
  const { status } = recording
  return (
    <>
      <PageHeader
        title={recording.customerName ?? t('unknown')}
        hint={`${formatDateTime(recording.startedAt, locale)} · ${clockText(recording.durationMs)} · ${t('keptUntil', {
          at: formatDateTime(recording.expiresAt, locale),
        })}`}
      >
        {recording.conversationId && (
          <Link to={`/conversations/${recording.conversationId}`}>
            <Button icon={<MessageOutlined aria-hidden />}>{t('conversation')}</Button>
          </Link>
        )}
        {may('settings.write') && recording.status !== 'purged' && <Removal callId={recording.callId} />}
      </PageHeader>
      {status === 'kept' ? <Listening recording={recording} /> : <p className={styles.notice}>{t(`gone.${status}`)}</p>}
    </>
  )
}

function Removal({ callId }: { callId: string }) {
  const { t } = useTranslation('recordings')
  const ask = useConfirm()
  const told = useTold()
  const navigate = useNavigate()
  const client = useQueryClient()
  const removal = useMutation({
    mutationFn: () => remove(`/api/recordings/${encodeURIComponent(callId)}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['recordings'] })
      told.done(t('removed'))
      void navigate('/recordings')
    },
    onError: told.failed,
  })
  const question = { title: t('removeTitle'), text: t('removeText'), act: t('remove') }
  return (
    <Button danger icon={<DeleteOutlined aria-hidden />} onClick={() => ask(question, () => removal.mutateAsync())}>
      {t('remove')}
    </Button>
  )
}

function Listening({ recording }: { recording: RecordingDetail }) {
  const { t } = useTranslation('recordings')
  const [skips, setSkips] = useState(false)
  const silence = useMemo(() => silentSpans(recording.waveform, recording.durationMs), [recording])
  const none = useMemo(() => [], [])
  const player = usePlayer(skips ? silence : none)
  return (
    <>
      <section className={styles.player} aria-label={t('player')}>
        {/* biome-ignore lint/a11y/useMediaCaption: the transcript below is its caption */}
        <audio
          ref={player.audio}
          src={`/api/recordings/${encodeURIComponent(recording.callId)}/audio`}
          preload="metadata"
        />
        <WaveformView recording={recording} at={player.at} onSeek={player.seek} silence={skips ? silence : none} />
        <Controls player={player} durationMs={recording.durationMs} skips={skips} onSkips={setSkips} />
        {player.failed && (
          <p className={styles.failed} role="alert">
            {t('failed')}
          </p>
        )}
      </section>
      <Transcript recording={recording} at={player.at} onSeek={player.seek} />
    </>
  )
}

type ControlsProps = { player: Player; durationMs: number; skips: boolean; onSkips: (on: boolean) => void }

function Controls({ player, durationMs, skips, onSkips }: ControlsProps) {
  const { t } = useTranslation('recordings')
  const step = (ms: number) => player.seek(Math.max(0, Math.min(durationMs, player.at + ms)))
  useCommands([
    { id: 'recording:play', title: t('play'), group: t('title'), keys: 'k', run: player.toggle },
    { id: 'recording:back', title: t('back'), group: t('title'), keys: 'j', run: () => step(-5000) },
    { id: 'recording:on', title: t('on'), group: t('title'), keys: 'l', run: () => step(5000) },
  ])
  return (
    <div className={styles.controls}>
      <Button
        type="primary"
        shape="circle"
        size="large"
        aria-label={player.playing ? t('pause') : t('play')}
        icon={player.playing ? <PauseOutlined aria-hidden /> : <CaretRightFilled aria-hidden />}
        onClick={player.toggle}
      />
      <span className={styles.time}>
        {clockText(player.at)} <span className={styles.quiet}>/ {clockText(durationMs)}</span>
      </span>
      <span className={styles.legend}>
        <i className={styles.callerDot} /> {t('caller')} <i className={styles.oursDot} /> {t('ours')}
      </span>
      <span className={styles.options}>
        <label className={styles.option} htmlFor="skip-silence">
          <Switch id="skip-silence" size="small" checked={skips} onChange={onSkips} /> {t('skipSilence')}
        </label>
        <Segmented
          aria-label={t('speed')}
          value={player.speed}
          onChange={(value) => player.setSpeed(value)}
          options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
        />
      </span>
    </div>
  )
}
