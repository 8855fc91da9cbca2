import { PauseCircleOutlined, PlayCircleOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { post } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { CallButton } from './call-button.tsx'
import { useLiveCall } from './use-live-call.ts'

/** Pauses the recording of a call while something is said that must not be kept. */
export function RecordingButton({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation('phone')
  const { failed } = useTold()
  const live = useLiveCall(conversationId)
  const ask = useMutation({
    retry: false,
    mutationFn: (paused: boolean) => post<unknown>(`/api/calls/${live?.call.id ?? ''}/recording`, { paused }),
    onError: failed,
  })
  if (!live?.recording.on) return null
  const { paused } = live.recording
  return (
    <CallButton
      title={t(paused ? 'recording.resume' : 'recording.pause')}
      hint={paused ? t(`recording.why.${paused}`) : t('recording.hint')}
      icon={paused ? <PlayCircleOutlined aria-hidden /> : <PauseCircleOutlined aria-hidden />}
      pressed={paused !== null}
      loading={ask.isPending}
      run={() => ask.mutate(paused === null)}
    />
  )
}
