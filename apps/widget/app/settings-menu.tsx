import { useEffect, useRef, useState } from 'preact/hooks'
import type { TranscriptOffer } from '../../../src/desk/transcripts/contract.ts'
import { languageName } from '../../kit/format.ts'
import { type ChatState, isElderly, localeOf } from './model.ts'
import { useChat, useWords } from './use-chat.ts'
import { VoiceprintLine } from './voiceprint-line.tsx'

type Choice<T> = { value: T; label: string; lang?: string }

type Props = { state: ChatState; onClose: () => void; onTranscript: (offer: TranscriptOffer) => void }

/** Language, appearance, text size and sound; closes on Escape and on a click elsewhere. */
export function SettingsMenu({ state, onClose, onTranscript }: Props) {
  const chat = useChat()
  const { t } = useWords()
  const menu = useRef<HTMLDivElement>(null)
  const offer = useOffer(state.current !== null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => {
    menu.current?.querySelector<HTMLInputElement>('input:checked')?.focus()
    const outside = (event: PointerEvent) => {
      if (!menu.current?.parentElement?.contains(event.target as Node)) onClose()
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onClose()
  }
  const theme = state.preferences.theme ?? state.settings.colorScheme ?? 'auto'
  return (
    <div class="settings" role="dialog" aria-label={t('menu')} ref={menu} onKeyDown={onKeyDown}>
      <Row
        name="locale"
        title={t('language')}
        value={localeOf(state)}
        choices={[
          { value: 'zh', label: languageName('zh'), lang: 'zh-CN' },
          { value: 'en', label: languageName('en'), lang: 'en' },
        ]}
        onChoose={(locale) => chat.prefer({ locale })}
      />
      <Row
        name="size"
        title={t('textSize')}
        value={isElderly(state)}
        choices={[
          { value: false, label: t('textNormal') },
          { value: true, label: t('textLarge') },
        ]}
        onChoose={(elderly) => chat.prefer({ elderly })}
      />
      <Row
        name="theme"
        title={t('theme')}
        value={theme}
        choices={[
          { value: 'auto', label: t('themeAuto') },
          { value: 'light', label: t('themeLight') },
          { value: 'dark', label: t('themeDark') },
        ]}
        onChoose={(chosen) => chat.prefer({ theme: chosen })}
      />
      <Row
        name="sound"
        title={t('sound')}
        value={state.preferences.sound}
        choices={[
          { value: true, label: t('on') },
          { value: false, label: t('off') },
        ]}
        onChoose={(sound) => chat.prefer({ sound })}
      />
      <VoiceprintLine state={state} />
      {offer?.offered && (
        <button type="button" class="link transcript" onClick={() => onTranscript(offer)}>
          {t('transcript')}
        </button>
      )}
    </div>
  )
}

/** Whether the conversation can be had by e-mail; asked for when the menu opens. */
function useOffer(wanted: boolean): TranscriptOffer | null {
  const chat = useChat()
  const [offer, setOffer] = useState<TranscriptOffer | null>(null)
  useEffect(() => {
    // Without an answer the menu is the menu it was.
    if (wanted) chat.api.transcriptOffer().then(setOffer, () => setOffer(null))
  }, [chat, wanted])
  return offer
}

type RowProps<T> = { name: string; title: string; value: T; choices: Choice<T>[]; onChoose: (value: T) => void }

function Row<T extends string | boolean>({ name, title, value, choices, onChoose }: RowProps<T>) {
  return (
    <fieldset class="setting">
      <legend>{title}</legend>
      <div class="segments">
        {choices.map((choice) => (
          <label key={String(choice.value)} lang={choice.lang}>
            <input type="radio" name={name} checked={choice.value === value} onChange={() => onChoose(choice.value)} />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
