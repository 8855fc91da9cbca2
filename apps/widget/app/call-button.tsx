import type { FunctionComponent } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Phone } from './icons.tsx'
import { useWords } from './use-chat.ts'

type Panel = FunctionComponent<{ token: string; onClose: () => void }>

/** Calls the service. What a call needs is fetched with the first one. */
export function CallButton({ token }: { token: string }) {
  const { t } = useWords()
  const opener = useRef<HTMLButtonElement>(null)
  const [Panel, setPanel] = useState<Panel | null>(null)
  const [busy, setBusy] = useState(false)
  const open = async () => {
    setBusy(true)
    try {
      const loaded = await import('./call/call-panel.tsx')
      setPanel(() => loaded.default)
    } finally {
      setBusy(false)
    }
  }
  const close = () => {
    setPanel(null)
    opener.current?.focus()
  }
  return (
    <>
      <button
        type="button"
        class="icon-button"
        ref={opener}
        aria-label={t('call')}
        aria-busy={busy}
        title={t('call')}
        disabled={busy}
        onClick={() => void open()}
      >
        <Phone />
      </button>
      {Panel && <Panel token={token} onClose={close} />}
    </>
  )
}
