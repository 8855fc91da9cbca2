import type { Locale, Settings } from '../bridge.ts'
import { WORDS } from '../locales/shell.ts'
import { buildShell, paintShell, type ShellParts } from './build-shell.ts'
import { createPageHold } from './hold-page.ts'

export type Shell = {
  apply(settings: Settings): void
  /** Creates the frame, `again` when it did not come up; false when it is there already. */
  load(again?: boolean): boolean
  ready(): void
  failed(): void
  open(): void
  close(): void
  unread(count: number): void
  isPhone(): boolean
  frameWindow(): Window | null
  remove(): void
}

type Handlers = { origin: string; onToggle: () => void; onClose: () => void; onRetry: () => void; onHint: () => void }

/** The launcher and the panel on the host page, in a shadow root so that neither page disturbs the other. */
export function createShell(handlers: Handlers): Shell {
  const parts = buildShell()
  const { host, panel, fallback, retry, launcher, badge } = parts
  document.body.append(host)
  const phone = matchMedia('(max-width: 560px)')
  let frame: HTMLIFrameElement | null = null
  let locale: Locale = 'zh'
  let unread = 0
  let isOpen = false

  const label = () => labelShell(parts, frame, { locale, unread, isOpen })
  const holdPage = createPageHold()
  const hold = () => holdPage(isOpen && phone.matches)
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isOpen && document.activeElement === host) handlers.onClose()
  }
  launcher.addEventListener('click', handlers.onToggle)
  launcher.addEventListener('pointerenter', handlers.onHint)
  launcher.addEventListener('focus', handlers.onHint)
  retry.addEventListener('click', handlers.onRetry)
  phone.addEventListener('change', hold)
  document.addEventListener('keydown', onKey)
  label()

  return {
    apply(settings) {
      locale = settings.locale ?? (/^zh/i.test(navigator.language) ? 'zh' : 'en')
      paintShell(parts, settings)
      label()
    },
    load(again = false) {
      if (frame && !again) return false
      frame?.remove()
      fallback.hidden = true
      frame = document.createElement('iframe')
      frame.allow = 'clipboard-write; microphone; autoplay'
      frame.src = `${handlers.origin}/widget/app/#host=${encodeURIComponent(location.origin)}`
      panel.append(frame)
      label()
      return true
    },
    ready() {
      fallback.hidden = true
      frame?.classList.add('shown')
    },
    failed: () => fallback.removeAttribute('hidden'),
    open() {
      isOpen = true
      host.dataset.open = ''
      panel.inert = false
      hold()
      label()
      frame?.focus({ preventScroll: true })
    },
    close() {
      const had = document.activeElement === host
      isOpen = false
      delete host.dataset.open
      panel.inert = true
      hold()
      label()
      if (had && !launcher.hidden) launcher.focus({ preventScroll: true })
    },
    unread(count) {
      unread = count
      badge.textContent = count > 99 ? '99+' : String(count)
      badge.hidden = count === 0
      label()
    },
    isPhone: () => phone.matches,
    frameWindow: () => frame?.contentWindow ?? null,
    remove() {
      isOpen = false
      hold()
      phone.removeEventListener('change', hold)
      document.removeEventListener('keydown', onKey)
      host.remove()
    },
  }
}

function labelShell(
  parts: ShellParts,
  frame: HTMLIFrameElement | null,
  now: { locale: Locale; unread: number; isOpen: boolean },
): void {
  const { launcher, fallbackText, retry } = parts
  const words = WORDS[now.locale]
  launcher.setAttribute('aria-label', now.isOpen ? words.close : now.unread ? words.unread(now.unread) : words.open)
  launcher.setAttribute('aria-expanded', String(now.isOpen))
  fallbackText.textContent = words.failed
  retry.textContent = words.retry
  if (frame) frame.title = words.title
}
