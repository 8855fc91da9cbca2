import type { Settings } from '../bridge.ts'
import { isVerb, run, type Verb } from './verbs.ts'
import { createWidget } from './widget.ts'

type Call = [verb: Verb, ...rest: unknown[]]
type Entry = ((...call: Call) => unknown) & { q?: ArrayLike<unknown>[]; running?: true }
declare global {
  interface Window {
    Yinghe?: Entry
  }
}

/** Takes over the site's command queue. A second copy of this script does nothing. */
function start(): void {
  const stub = window.Yinghe
  if (stub?.running) return
  const script = document.currentScript as HTMLScriptElement | null
  if (!script?.src) return
  const widget = createWidget(new URL(script.src).origin)

  const entry: Entry = (...call) => {
    const [verb, ...rest] = call
    if (!isVerb(verb)) {
      console.warn(`Yinghe: unknown command "${String(verb)}"`)
      return undefined
    }
    return run(widget, verb, rest)
  }
  entry.running = true
  window.Yinghe = entry
  for (const call of stub?.q ?? []) entry(...(Array.from(call) as Call))
  // A bare script tag is enough; a page with commands of its own boots when it wants to.
  if (!stub && script.dataset.auto !== 'off') entry('boot', settingsOf(script.dataset))
}

function settingsOf(data: DOMStringMap): Settings {
  const settings: Settings = {}
  if (data.locale === 'zh' || data.locale === 'en') settings.locale = data.locale
  if (data.colorScheme === 'light' || data.colorScheme === 'dark') settings.colorScheme = data.colorScheme
  if (data.side === 'left') settings.side = 'left'
  if (data.brandColor) settings.brandColor = data.brandColor
  if (data.identityToken) settings.identityToken = data.identityToken
  return settings
}

start()
