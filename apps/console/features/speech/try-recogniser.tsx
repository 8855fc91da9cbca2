import { Alert, Button, Input, Modal, Select, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HearTrial } from '../../../../src/engines/speech/contract.ts'
import { useErrorText } from '../../components/use-error-text.ts'
import { usePreferences } from '../../preferences.ts'
import { asPcm, type Recording, record } from './recording.ts'
import styles from './speech.module.css'
import { useTryRecogniser } from './use-speech.ts'

const LANGUAGES = ['zh', 'yue', 'en'] as const

/** Say something, or choose a sound file, and see what one recogniser understands. */
export function TryRecogniser({ id, title, onClose }: { id: string; title: string; onClose: () => void }) {
  const { t } = useTranslation('speech')
  const { locale } = usePreferences()
  const errorText = useErrorText()
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>(locale)
  const [phrases, setPhrases] = useState<string>(t('samplePhrases'))
  const [recording, setRecording] = useState<Recording | null>(null)
  const [unheard, setUnheard] = useState<'microphone' | 'file' | null>(null)
  const heard = useTryRecogniser(id)
  const ask = (pcm: string) =>
    heard.mutate({
      pcm,
      language,
      phrases: phrases
        .split(/[\n,，、]/)
        .map((one) => one.trim())
        .filter(Boolean),
    })
  const toggle = async () => {
    setUnheard(null)
    try {
      if (!recording) return setRecording(await record())
      setRecording(null)
      ask(await recording.stop())
    } catch {
      setRecording(null)
      setUnheard('microphone')
    }
  }
  const take = (file: Blob) => {
    setUnheard(null)
    asPcm(file).then(ask, () => setUnheard('file'))
    return false
  }
  const close = () => {
    void recording?.stop().catch(() => {})
    onClose()
  }
  return (
    <Modal open title={t('tryRecogniser', { engine: title })} footer={null} onCancel={close}>
      <div className={styles.trial}>
        <Select
          value={language}
          onChange={setLanguage}
          aria-label={t('language.label')}
          options={LANGUAGES.map((one) => ({ value: one, label: t(`language.${one}`) }))}
        />
        <Input.TextArea
          value={phrases}
          rows={2}
          aria-label={t('phrases')}
          onChange={(e) => setPhrases(e.target.value)}
        />
        <p className={styles.soft}>{t('phrasesHint')}</p>
        <div className={styles.actions}>
          <Button type="primary" danger={recording !== null} loading={heard.isPending} onClick={() => void toggle()}>
            {t(recording ? 'stop' : 'record')}
          </Button>
          <Upload accept="audio/*" showUploadList={false} beforeUpload={take}>
            <Button disabled={recording !== null || heard.isPending}>{t('file')}</Button>
          </Upload>
        </div>
        <div aria-live="polite">
          {unheard && <Alert type="warning" showIcon title={t(`unheard.${unheard}`)} />}
          {heard.isError && <Alert type="error" showIcon title={errorText(heard.error)} />}
          {heard.data && <Heard trial={heard.data} />}
        </div>
      </div>
    </Modal>
  )
}

function Heard({ trial }: { trial: HearTrial }) {
  const { t } = useTranslation('speech')
  const sure = trial.confidence === null ? '' : ` · ${t('sure', { percent: Math.round(trial.confidence * 100) })}`
  if (trial.why) return <Alert type="error" showIcon title={t(`why.${trial.why}`)} description={trial.detail} />
  const took = `${t('took', { ms: trial.totalMs })}${sure}`
  if (trial.text) return <Alert type="success" showIcon title={trial.text} description={took} />
  return (
    <Alert
      type="info"
      showIcon
      title={trial.nearest ? t('nearest', { text: trial.nearest }) : t('nothing')}
      description={took}
    />
  )
}
