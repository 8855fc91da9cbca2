import { Alert, Button, Input, Modal, Select, Slider } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../components/use-error-text.ts'
import { usePreferences } from '../../preferences.ts'
import styles from './speech.module.css'
import { useTryVoice } from './use-speech.ts'

const LANGUAGES = ['zh', 'yue', 'en'] as const

/** Hear one voice say a sentence. */
export function TryVoice({ id, title, onClose }: { id: string; title: string; onClose: () => void }) {
  const { t } = useTranslation('speech')
  const { locale } = usePreferences()
  const errorText = useErrorText()
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>(locale)
  const [text, setText] = useState<string>(t(`sample.${locale}`))
  const [speed, setSpeed] = useState(1)
  const spoken = useTryVoice(id)
  const { data } = spoken
  const choose = (next: (typeof LANGUAGES)[number]) => {
    setLanguage(next)
    if (LANGUAGES.some((one) => text === t(`sample.${one}`))) setText(t(`sample.${next}`))
  }
  return (
    <Modal open title={t('tryVoice', { engine: title })} footer={null} onCancel={onClose}>
      <div className={styles.trial}>
        <Select
          value={language}
          onChange={choose}
          aria-label={t('language.label')}
          options={LANGUAGES.map((one) => ({ value: one, label: t(`language.${one}`) }))}
        />
        <Input.TextArea
          value={text}
          maxLength={200}
          rows={3}
          aria-label={t('sentence')}
          onChange={(e) => setText(e.target.value)}
        />
        <div className={styles.speed}>
          <span>{t('speed')}</span>
          <Slider min={0.5} max={2} step={0.1} value={speed} onChange={setSpeed} ariaLabelForHandle={t('speed')} />
          <span>{speed.toFixed(1)}×</span>
        </div>
        <Button
          type="primary"
          disabled={!text.trim()}
          loading={spoken.isPending}
          onClick={() => spoken.mutate({ text, language, speed })}
        >
          {t('speak')}
        </Button>
        <div aria-live="polite">
          {spoken.isError && <Alert type="error" showIcon title={errorText(spoken.error)} />}
          {data?.why && <Alert type="error" showIcon title={t(`why.${data.why}`)} description={data.detail} />}
          {data && !data.why && (
            <>
              <Player wav={data.wav} />
              <p className={styles.soft}>{t('spoke', { first: data.firstMs ?? 0, total: data.totalMs })}</p>
            </>
          )}
        </div>
      </div>
    </Modal>
  )
}

function Player({ wav }: { wav: string }) {
  const { t } = useTranslation('speech')
  const [address, setAddress] = useState('')
  useEffect(() => {
    const bytes = Uint8Array.from(atob(wav), (letter) => letter.charCodeAt(0))
    const made = URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [wav])
  if (!address) return null
  // biome-ignore lint/a11y/useMediaCaption: what it says stands in the field above
  return <audio className={styles.player} controls autoPlay src={address} aria-label={t('sentence')} />
}
