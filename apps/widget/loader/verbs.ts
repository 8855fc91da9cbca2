import type { ColorScheme, Locale, PageContext, Settings } from '../bridge.ts'
import type { EventName, Listener, Widget } from './widget.ts'

const VERBS = {
  boot: (widget: Widget, settings: Settings = {}) => widget.boot(settings),
  update: (widget: Widget, settings: Settings = {}) => widget.update(settings),
  identify: (widget: Widget, token: string | { identityToken: string } | null = null) =>
    widget.identify(typeof token === 'string' || token === null ? token : token.identityToken),
  shutdown: (widget: Widget) => widget.shutdown(),
  show: (widget: Widget, options: { context?: PageContext } = {}) => widget.show(options),
  hide: (widget: Widget) => widget.hide(),
  toggle: (widget: Widget) => widget.toggle(),
  showNewMessage: (widget: Widget, text = '') => widget.show({ text }),
  setLocale: (widget: Widget, locale: Locale) => widget.update({ locale }),
  setColorScheme: (widget: Widget, colorScheme: ColorScheme) => widget.update({ colorScheme }),
  on: (widget: Widget, name: EventName, listener: Listener) => widget.on(name, listener),
}
export type Verb = keyof typeof VERBS

export const isVerb = (verb: unknown): verb is Verb => typeof verb === 'string' && Object.hasOwn(VERBS, verb)

/** Runs one command of the page. Its mistakes are told in the console and never break the page. */
export function run(widget: Widget, verb: Verb, rest: unknown[]): unknown {
  try {
    return (VERBS[verb] as (widget: Widget, ...rest: unknown[]) => unknown)(widget, ...rest)
  } catch (error) {
    console.error(`Yinghe: "${verb}" failed`, error)
    return undefined
  }
}
