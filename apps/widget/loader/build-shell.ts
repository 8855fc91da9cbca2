import { brandShades } from '../brand.ts'
import type { Settings } from '../bridge.ts'
import { css } from './shell-style.ts'

const ICONS = `<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M13.5 5.5a10.5 10.5 0 0 0 0 21"/><path d="M18.5 9.5a6.6 6.6 0 0 1 0 13"/></svg><svg class="down" viewBox="0 0 32 32" aria-hidden="true"><path d="m8 13 8 8 8-8"/></svg>`

export type ShellParts = ReturnType<typeof buildShell>

/** The elements of launcher and panel under a shadow root of their own. */
export function buildShell() {
  const host = document.createElement('div')
  host.id = 'yinghe-widget'
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const element = <K extends keyof HTMLElementTagNameMap>(tag: K, className: string, parent: Node) => {
    const made = document.createElement(tag)
    made.className = className
    parent.appendChild(made)
    return made
  }
  const panel = element('div', 'panel', root)
  panel.inert = true
  element('div', 'shimmer', panel)
  const fallback = element('div', 'fallback', panel)
  fallback.setAttribute('role', 'alert')
  fallback.hidden = true
  const fallbackText = element('p', '', fallback)
  const retry = element('button', 'retry', fallback)
  retry.type = 'button'
  const launcher = element('button', 'launcher', root)
  launcher.type = 'button'
  // A constant of this file; nothing of the page's or the customer's goes through here.
  launcher.innerHTML = ICONS
  const badge = element('span', 'badge', launcher)
  badge.hidden = true
  badge.setAttribute('aria-hidden', 'true')
  return { host, panel, fallback, fallbackText, retry, launcher, badge }
}

/** The site's colour, side and distance from the edges. */
export function paintShell({ host, launcher }: ShellParts, settings: Settings): void {
  const scheme = settings.colorScheme ?? 'auto'
  host.dataset.scheme = scheme
  host.dataset.side = settings.side ?? 'right'
  launcher.hidden = settings.hideLauncher ?? false
  const shades = settings.brandColor ? brandShades(settings.brandColor, scheme === 'dark' ? 'dark' : 'light') : null
  host.style.setProperty('--x', `${settings.offset?.x ?? 20}px`)
  host.style.setProperty('--y', `${settings.offset?.y ?? 20}px`)
  host.style.setProperty('--brand', shades?.action ?? '#0f6b6b')
  host.style.setProperty('--on-brand', shades?.['on-action'] ?? '#ffffff')
}
