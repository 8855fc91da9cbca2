import { useEffect, useRef, useState } from 'preact/hooks'
import { Close } from './icons.tsx'
import { useWords } from './use-chat.ts'

export type Image = { url: string; name: string }

export function useLightbox() {
  const [shown, setShown] = useState<Image | null>(null)
  return { shown, show: setShown, hide: () => setShown(null) }
}

/** A picture over everything else; the dialog keeps the focus and gives it back. */
export function Lightbox({ image, onClose }: { image: Image; onClose: () => void }) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    dialog.current?.showModal()
    return () => before?.focus()
  }, [])
  return (
    <dialog class="lightbox" ref={dialog} aria-label={t('lightbox')} onClose={onClose}>
      <img src={image.url} alt={image.name} />
      <button type="button" class="icon-button" aria-label={t('imageClose')} onClick={() => dialog.current?.close()}>
        <Close />
      </button>
      <a href={image.url} download={image.name}>
        {t('imageSave')}
      </a>
    </dialog>
  )
}
