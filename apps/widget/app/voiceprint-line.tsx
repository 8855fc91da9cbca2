import { useEffect, useState } from 'preact/hooks'
import { formatDay } from '../../kit/format.ts'
import { type ChatState, localeOf } from './model.ts'
import { useChat, useWords } from './use-chat.ts'

type Step = 'kept' | 'asked' | 'going' | 'gone' | 'failed'

/** Tells a customer that his voiceprint is kept, and deletes it when he says so twice; nothing where there is none. */
export function VoiceprintLine({ state }: { state: ChatState }) {
  const chat = useChat()
  const { t } = useWords()
  const [since, setSince] = useState<string | null>(null)
  const [step, setStep] = useState<Step>('kept')
  useEffect(() => {
    // Without an answer the menu is the menu it was.
    chat.api.voiceprint().then(
      (own) => setSince(own.since),
      () => setSince(null),
    )
  }, [chat])
  if (!since) return null
  const remove = () => {
    if (step !== 'asked') return setStep('asked')
    setStep('going')
    chat.api.deleteVoiceprint().then(
      () => setStep('gone'),
      () => setStep('failed'),
    )
  }
  if (step === 'gone')
    return (
      <p class="voiceprint" role="status">
        {t('voiceprintGone')}
      </p>
    )
  return (
    <div class="voiceprint">
      <p>{t('voiceprint', { day: formatDay(since, localeOf(state)) })}</p>
      {step === 'failed' && <p role="alert">{t('voiceprintFailed')}</p>}
      <button type="button" disabled={step === 'going'} onClick={remove}>
        {t(step === 'asked' ? 'voiceprintSure' : 'voiceprintDelete')}
      </button>
    </div>
  )
}
