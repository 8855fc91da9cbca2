import type { FrameMessage, HostMessage, PageContext, Settings } from '../bridge.ts'
import { createShell, type Shell } from './shell.ts'

export type EventName = 'ready' | 'open' | 'close' | 'unread' | 'message' | 'error'
export type Listener = (detail: unknown) => void
type Opening = { context?: PageContext; text?: string }

export type Widget = {
  boot(settings: Settings): void
  update(settings: Settings): void
  identify(identityToken: string | null): void
  /** Signs the visitor out: forgets him in this browser and takes everything off the page. */
  shutdown(): void
  show(opening: Opening): void
  hide(): void
  toggle(): void
  on(name: EventName, listener: Listener): () => void
}

type Core = {
  origin: string
  settings: Settings
  shell: Shell | null
  listeners: Map<EventName, Set<Listener>>
  isOpen: boolean
  isReady: boolean
  unread: number
  opening: Opening | null
  stopListening: (() => void) | null
}

/** Notes in the site's own storage whether this visitor has chatted (his frame then loads when idle) or is to be forgotten. */
const NOTE = 'yinghe.visitor'
const SLOW_MS = 12_000

/** One per page. Everything it needs is made on `boot`, the frame only when it is wanted. */
export function createWidget(origin: string): Widget {
  const core: Core = {
    origin,
    settings: {},
    shell: null,
    listeners: new Map(),
    isOpen: false,
    isReady: false,
    unread: 0,
    opening: null,
    stopListening: null,
  }
  const widget: Widget = {
    boot(settings) {
      // Signing in or out by booting again keeps the frame and changes the person in it.
      if (core.shell) {
        widget.update(settings)
        widget.identify(settings.identityToken ?? null)
        return
      }
      core.settings = { ...settings }
      whenBody(() => mount(core, widget))
    },
    update(settings) {
      Object.assign(core.settings, settings)
      core.shell?.apply(core.settings)
      const { identityToken: _, ...looks } = settings
      post(core, { yinghe: 'update', settings: looks })
    },
    identify(identityToken) {
      core.settings.identityToken = identityToken ?? undefined
      post(core, { yinghe: 'identify', identityToken })
    },
    shutdown() {
      post(core, { yinghe: 'shutdown' })
      note(core.isReady ? null : 'forget')
      core.stopListening?.()
      core.shell?.remove()
      Object.assign(core, { shell: null, isOpen: false, isReady: false, unread: 0, opening: null, settings: {} })
    },
    show: (opening) => (core.shell ? open(core, opening) : whenBody(() => open(core, opening))),
    hide: () => close(core),
    toggle: () => (core.isOpen ? close(core) : open(core, {})),
    on(name, listener) {
      const all = core.listeners.get(name) ?? new Set()
      core.listeners.set(name, all.add(listener))
      if (name === 'ready' && core.isReady) listener({})
      return () => all.delete(listener)
    },
  }
  return widget
}

function mount(core: Core, widget: Widget): void {
  const shell = createShell({
    origin: core.origin,
    onToggle: widget.toggle,
    onClose: widget.hide,
    onRetry: () => {
      core.isReady = false
      core.shell?.load(true)
      watchSlow(core)
    },
    onHint: () => load(core),
  })
  core.shell = shell
  shell.apply(core.settings)
  const hear = (event: MessageEvent) => {
    if (event.origin === core.origin && event.source === shell.frameWindow()) receive(core, event.data as FrameMessage)
  }
  window.addEventListener('message', hear)
  core.stopListening = () => window.removeEventListener('message', hear)
  if (core.opening) open(core, core.opening)
  else if (note() === 'known') whenIdle(() => load(core))
}

function receive(core: Core, message: FrameMessage): void {
  switch (message?.yinghe) {
    case 'hello':
      post(core, { yinghe: 'boot', settings: core.settings, forget: note() === 'forget' }, true)
      break
    case 'ready':
      core.isReady = true
      core.shell?.ready()
      if (core.isOpen) tellOpened(core)
      emit(core, 'ready', {})
      break
    case 'close':
      close(core)
      break
    case 'unread':
      note(message.known ? 'known' : null)
      core.shell?.unread(message.count)
      if (message.count !== core.unread) emit(core, 'unread', { count: message.count })
      core.unread = message.count
      break
    case 'message':
      emit(core, 'message', { from: message.from, preview: message.preview })
      break
    case 'locale':
      core.shell?.apply({ ...core.settings, locale: message.locale })
      break
    case 'gone':
      note(null)
      break
    case 'error':
      emit(core, 'error', { code: message.code, message: message.message })
  }
}

function open(core: Core, opening: Opening): void {
  core.opening = opening
  if (!core.shell) return
  load(core)
  const was = core.isOpen
  core.isOpen = true
  core.shell.open()
  if (core.isReady) tellOpened(core)
  if (!was) emit(core, 'open', {})
}

function close(core: Core): void {
  if (!core.isOpen) return
  core.isOpen = false
  core.opening = null
  core.shell?.close()
  post(core, { yinghe: 'closed' })
  emit(core, 'close', {})
}

function tellOpened(core: Core): void {
  post(core, { yinghe: 'opened', ...core.opening, phone: core.shell?.isPhone() ?? false })
  core.opening = null
}

function load(core: Core): void {
  if (core.shell?.load()) watchSlow(core)
}

/** A frame that does not come up in time is said so, with a button to try again. */
function watchSlow(core: Core): void {
  const { shell } = core
  setTimeout(() => {
    if (core.shell !== shell || core.isReady) return
    shell?.failed()
    emit(core, 'error', { code: 'unreachable', message: 'The chat could not be loaded.' })
  }, SLOW_MS)
}

function post(core: Core, message: HostMessage, early = false): void {
  if (core.isReady || early) core.shell?.frameWindow()?.postMessage(message, core.origin)
}

function emit(core: Core, name: EventName, detail: unknown): void {
  for (const listener of core.listeners.get(name) ?? []) {
    try {
      listener(detail)
    } catch (error) {
      console.error(`Yinghe: a listener of "${name}" failed`, error)
    }
  }
}

function note(value?: 'known' | 'forget' | null): string | null {
  try {
    if (value) localStorage.setItem(NOTE, value)
    else if (value === null) localStorage.removeItem(NOTE)
    return localStorage.getItem(NOTE)
  } catch {
    // Storage may be blocked; then the frame simply waits for a click.
    return null
  }
}

function whenBody(then: () => void): void {
  if (document.body) then()
  else document.addEventListener('DOMContentLoaded', then, { once: true })
}

function whenIdle(then: () => void): void {
  const idle = () =>
    'requestIdleCallback' in window ? requestIdleCallback(then, { timeout: 4000 }) : setTimeout(then, 1500)
  if (document.readyState === 'complete') idle()
  else window.addEventListener('load', idle, { once: true })
}
