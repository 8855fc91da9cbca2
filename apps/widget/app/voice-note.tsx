import { useEffect, useRef, useState } from 'preact/hooks'
import { clockOf, LONGEST_NOTE_S, type NoteRecording, recordNote } from '../../kit/voice-note.ts'
import { Check, Close, Send } from './icons.tsx'
import { useWords } from './use-chat.ts'

type Props = { onDone: () => void; onSend: (note: File) => void }
type Stage = { at: 'asking' } | { at: 'recording' } | { at: 'review'; note: Blob; url: string } | { at: 'denied' }

/** Records a note in place of the line one writes in: how loud, how long, heard once more before it goes. */
export function VoiceNote({ onDone, onSend }: Props) {
  const { t } = useWords()
  const [stage, setStage] = useState<Stage>({ at: 'asking' })
  const recording = useRef<NoteRecording | null>(null)
  const url = stage.at === 'review' ? stage.url : null
  useEffect(() => {
    let gone = false
    recordNote().then(
      (begun) => {
        if (gone) return begun.cancel()
        recording.current = begun
        setStage({ at: 'recording' })
      },
      () => !gone && setStage({ at: 'denied' }),
    )
    return () => {
      gone = true
      recording.current?.cancel()
    }
  }, [])
  useEffect(() => (url ? () => URL.revokeObjectURL(url) : undefined), [url])
  const stop = async () => {
    const begun = recording.current
    recording.current = null
    const note = await begun?.stop().catch(() => null)
    if (note) setStage({ at: 'review', note, url: URL.createObjectURL(note) })
    else setStage({ at: 'denied' })
  }
  const send = () => {
    if (stage.at !== 'review') return
    onSend(new File([stage.note], `${t('voiceNote')}.wav`, { type: 'audio/wav' }))
  }
  return (
    <div class="voice-note">
      <button type="button" class="icon-button" aria-label={t('voiceCancel')} title={t('voiceCancel')} onClick={onDone}>
        <Close />
      </button>
      {stage.at === 'asking' && <p role="status">{t('voiceAsking')}</p>}
      {stage.at === 'denied' && <p role="alert">{t('voiceDenied')}</p>}
      {stage.at === 'recording' && <Meter recording={recording.current} onFull={() => void stop()} />}
      {/* biome-ignore lint/a11y/useMediaCaption: what one has just said oneself */}
      {url && <audio src={url} controls aria-label={t('voiceNote')} />}
      {stage.at === 'recording' && (
        <button
          type="button"
          class="send"
          aria-label={t('voiceStop')}
          title={t('voiceStop')}
          onClick={() => void stop()}
        >
          <Check />
        </button>
      )}
      {stage.at === 'review' && (
        <button type="button" class="send" aria-label={t('send')} title={t('send')} onClick={send}>
          <Send />
        </button>
      )}
    </div>
  )
}

const BARS = 24

/** The last moments as bars, and the time against the limit. */
function Meter({ recording, onFull }: { recording: NoteRecording | null; onFull: () => void }) {
  const { t } = useWords()
  const [{ seconds, bars }, setShown] = useState({ seconds: 0, bars: Array.from({ length: BARS }, () => 0) })
  const full = useRef(onFull)
  full.current = onFull
  useEffect(() => {
    const began = Date.now()
    const clock = setInterval(() => {
      const passed = (Date.now() - began) / 1000
      setShown((before) => ({ seconds: passed, bars: [...before.bars.slice(1), recording?.level() ?? 0] }))
      if (passed < LONGEST_NOTE_S) return
      clearInterval(clock)
      full.current()
    }, 100)
    return () => clearInterval(clock)
  }, [recording])
  const state = t('voiceRecording', { limit: LONGEST_NOTE_S })
  return (
    <p class="meter">
      <span class="hidden" role="status">
        {state}
      </span>
      <svg viewBox={`0 0 ${BARS * 4} 24`} preserveAspectRatio="none" aria-hidden="true">
        {bars.map((level, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name than their place
          <rect key={n} x={n * 4} y={12 - 1 - level * 10} width="2" height={2 + level * 20} rx="1" />
        ))}
      </svg>
      <span class="numbers">
        {clockOf(seconds)} / {clockOf(LONGEST_NOTE_S)}
      </span>
    </p>
  )
}
