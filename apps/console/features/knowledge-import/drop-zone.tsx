import { InboxOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../commands/registry.ts'
import { Kbd } from '../../components/kbd.tsx'
import styles from './import.module.css'
import { type Given, useBegin } from './use-begin.ts'

const ACCEPTED = '.docx,.pdf,.md,.markdown,.html,.htm,.txt,.xlsx,.csv'

/** A file dropped here, or chosen, becomes an import. */
export function DropZone({ given }: { given: Given }) {
  const { t } = useTranslation('knowledge-import')
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const { share, send, stop } = useBegin(given)
  const choose = () => input.current?.click()
  useCommands([{ id: 'import:file', title: t('choose'), group: t('begin'), keys: 'n', run: choose }])
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) send(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first
    <div
      className={over ? `${styles.drop} ${styles.over}` : styles.drop}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <InboxOutlined aria-hidden className={styles.dropIcon} />
      <strong>{t('drop')}</strong>
      <span className={styles.soft}>{t('formats')}</span>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPTED}
        aria-label={t('choose')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) send(file)
        }}
      />
      {share === null ? (
        <Button type="primary" onClick={choose}>
          {t('choose')} <Kbd keys="n" />
        </Button>
      ) : (
        <span className={styles.sending}>
          <Progress percent={Math.round(share * 100)} size="small" aria-label={t('sending')} />
          <Button size="small" onClick={stop}>
            {t('stop')}
          </Button>
        </span>
      )}
    </div>
  )
}
