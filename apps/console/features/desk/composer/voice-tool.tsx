import { AudioOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { canRecordNotes, clockOf, LONGEST_NOTE_S, type NoteRecording, recordNote } from '../../../../kit/voice-note.ts'
import styles from './composer.module.css'

/** Records a note and puts it beside the text, where it can be taken away again before it goes out. */
export function VoiceTool({ onNote }: { onNote: (file: File) => void }) {
  const { t } = useTranslation('desk')
  const [open, setOpen] = useState(false)
  if (!canRecordNotes()) return null
  const done = (note: Blob | null) => {
    setOpen(false)
    if (note) onNote(new File([note], `${t('voice.name')}.wav`, { type: 'audio/wav' }))
  }
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} destroyOnHidden content={<Recorder onDone={done} />}>
      <Button
        type="text"
        size="small"
        icon={<AudioOutlined aria-hidden />}
        aria-label={t('voice.record')}
        title={t('voice.record')}
      />
    </Popover>
  )
}

function Recorder({ onDone }: { onDone: (note: Blob | null) => void }) {
  const { t } = useTranslation(['desk', 'shell'])
  const recording = useRef<NoteRecording | null>(null)
  const [state, setState] = useState<'asking' | 'recording' | 'denied'>('asking')
  const [{ seconds, level }, setShown] = useState({ seconds: 0, level: 0 })
  const stop = async () => {
    const begun = recording.current
    recording.current = null
    onDone((await begun?.stop().catch(() => null)) ?? null)
  }
  const full = useRef(stop)
  full.current = stop
  useEffect(() => {
    let gone = false
    recordNote().then(
      (begun) => {
        if (gone) return begun.cancel()
        recording.current = begun
        setState('recording')
      },
      () => !gone && setState('denied'),
    )
    return () => {
      gone = true
      recording.current?.cancel()
    }
  }, [])
  useEffect(() => {
    if (state !== 'recording') return
    const began = Date.now()
    const clock = setInterval(() => {
      const passed = (Date.now() - began) / 1000
      setShown({ seconds: passed, level: recording.current?.level() ?? 0 })
      if (passed >= LONGEST_NOTE_S) void full.current()
    }, 100)
    return () => clearInterval(clock)
  }, [state])
  if (state === 'denied') return <p role="alert">{t('desk:voice.denied')}</p>
  return (
    <div className={styles.recorder}>
      {state === 'asking' ? (
        <span role="status">{t('desk:voice.asking')}</span>
      ) : (
        <>
          <meter min={0} max={1} value={level} aria-label={t('desk:voice.level')} />
          <span className={styles.recorderTime}>
            {clockOf(seconds)} / {clockOf(LONGEST_NOTE_S)}
          </span>
        </>
      )}
      <Button size="small" onClick={() => onDone(null)}>
        {t('shell:cancel')}
      </Button>
      <Button size="small" type="primary" disabled={state !== 'recording'} onClick={() => void stop()}>
        {t('desk:voice.stop')}
      </Button>
    </div>
  )
}
