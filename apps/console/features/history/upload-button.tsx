import { UploadOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { HistoryImport } from '../../../../src/learning/history/contract.ts'
import { upload } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import styles from './history.module.css'

/** Picks a file and sends it, with progress and a way to stop; then its page opens. */
export function UploadButton() {
  const { t } = useTranslation('history')
  const { failed } = useTold()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const stop = useRef<AbortController | null>(null)
  const [share, setShare] = useState<number | null>(null)

  const send = async (file: File) => {
    const control = new AbortController()
    stop.current = control
    setShare(0)
    try {
      const one = await upload<HistoryImport>('/api/learning/history', file, file.name, setShare, control.signal)
      await navigate(`/history/${encodeURIComponent(one.id)}`)
    } catch (error) {
      if (!control.signal.aborted) failed(error)
    } finally {
      setShare(null)
    }
  }
  if (share !== null) {
    return (
      <span className={styles.sending}>
        <Progress percent={Math.round(share * 100)} size="small" className={styles.bar} aria-label={t('sending')} />
        <Button onClick={() => stop.current?.abort()}>{t('stop')}</Button>
      </span>
    )
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json,.xlsx"
        aria-label={t('upload')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void send(file)
        }}
      />
      <Button type="primary" icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
        {t('upload')}
      </Button>
    </>
  )
}
