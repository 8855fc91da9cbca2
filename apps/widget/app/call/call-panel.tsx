import { useEffect, useRef, useState } from 'preact/hooks'
import { useWords } from '../use-chat.ts'
import { type CallState, firstState, type OpenCall, openCall } from './open-call.ts'
import './call.css'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

/** A call over the chat, which stays where it is: what both say, the microphone, keys. */
export default function CallPanel({ token, onClose }: { token: string; onClose: () => void }) {
  const { t, locale } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const call = useRef<OpenCall | null>(null)
  const [state, setState] = useState<CallState>(firstState)
  const [keypad, setKeypad] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: one call as long as the panel is there
  useEffect(() => {
    dialog.current?.showModal()
    call.current = openCall({ token, locale }, setState)
    return () => call.current?.hangUp()
  }, [])
  const over = state.stage === 'ended' || state.stage === 'refused'
  const needsKeys = state.ears === 'keys' || (state.microphone !== null && state.microphone !== 'on')
  return (
    <dialog
      class="call"
      ref={dialog}
      aria-label={t('call')}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h2>{t('call')}</h2>
        <p role="status">{stageText(state, t)}</p>
        {state.startedAt && !over && <Clock since={state.startedAt} />}
      </header>
      <Captions captions={state.captions} room={keypad || needsKeys} speaking={state.speaking && !state.muted} />
      <p class="call-note">{noteText(state, t)}</p>
      <div class="call-level" aria-hidden="true">
        <span style={{ transform: `scaleX(${state.level.toFixed(2)})` }} />
      </div>
      {(keypad || needsKeys) && !over && (
        <fieldset class="call-keys" aria-label={t('callKeypad')}>
          {KEYS.map((key) => (
            <button type="button" key={key} onClick={() => call.current?.press(key)}>
              {key}
            </button>
          ))}
        </fieldset>
      )}
      <footer>
        {over ? (
          <button type="button" class="call-done" onClick={onClose}>
            {t('callBack')}
          </button>
        ) : (
          <>
            <button
              type="button"
              aria-pressed={state.muted}
              disabled={state.microphone !== 'on'}
              onClick={() => call.current?.mute(!state.muted)}
            >
              {t(state.muted ? 'callUnmute' : 'callMute')}
            </button>
            <button type="button" aria-pressed={keypad || needsKeys} onClick={() => setKeypad(!keypad)}>
              {t('callKeypad')}
            </button>
            <button type="button" class="call-hang-up" onClick={() => call.current?.hangUp()}>
              {t('callHangUp')}
            </button>
          </>
        )}
      </footer>
    </dialog>
  )
}

type T = ReturnType<typeof useWords>['t']

function stageText({ stage, phase, rating, ears }: CallState, t: T): string {
  if (stage === 'connecting') return t('callConnecting')
  if (stage === 'ended') return t('callEnded')
  if (stage === 'refused') return t('callRefused')
  if (phase === 'thinking') return t('callThinking')
  if (phase === 'speaking') return t('callSpeaking')
  if (phase === 'bridged') return t('callWithPerson')
  if (phase === 'transferring') return t('callWaiting')
  return t(rating ? 'callRating' : ears === 'keys' ? 'callPress' : 'callListening')
}

/** What is active, in plain words. */
function noteText({ stage, microphone, ears, voice, rating, muted, speaking }: CallState, t: T): string {
  if (stage !== 'live') return ''
  if (muted && speaking) return t('callMutedSpeaking')
  const notes = []
  if (rating) notes.push(t(ears === 'keys' ? 'callRateKeys' : 'callRate'))
  else if (microphone === 'denied') notes.push(t('callMicDenied'))
  else if (microphone === 'absent') notes.push(t('callMicAbsent'))
  else if (ears === 'keys') notes.push(t('callKeysOnly'))
  else if (ears === 'browser') notes.push(t('callBrowserHears'))
  else if (ears === 'pocketsphinx') notes.push(t('callPhrases'))
  if (voice === 'none') notes.push(t('callNoVoice'))
  return notes.join(' ')
}

/** `room` changes with the room there is, so that the latest line stays in sight. Who speaks sees that he is heard. */
function Captions({ captions, room, speaking }: Pick<CallState, 'captions' | 'speaking'> & { room: boolean }) {
  const { t } = useWords()
  const list = useRef<HTMLOListElement>(null)
  const latest = captions.at(-1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there is something new to read
  useEffect(() => list.current?.scrollTo({ top: list.current.scrollHeight }), [captions, room, speaking])
  return (
    <ol class="call-captions" ref={list} aria-live="polite" aria-label={t('callCaptions')}>
      {captions.map(({ id, who, text, final }) => (
        <li key={id} class={`${who}${final ? '' : ' passing'}`}>
          <b>{t(who === 'customer' ? 'you' : 'callUs')}</b>
          <span>{text}</span>
        </li>
      ))}
      {speaking && !(latest?.who === 'customer' && !latest.final) && (
        <li class="customer passing">
          <b>{t('you')}</b>
          <span>…</span>
        </li>
      )}
    </ol>
  )
}

function Clock({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now), 1000)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.floor((now - since) / 1000))
  return (
    <time>
      {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
    </time>
  )
}
