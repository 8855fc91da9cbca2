import { resources } from '../../apps/console/locales/resources.ts'
import { words as shop } from '../../apps/demo-shop/pages/words.ts'
import { en } from '../../apps/widget/locales/en.ts'
import { zh } from '../../apps/widget/locales/zh.ts'

/** The catalogues people read, so that a journey finds things by the names they see. */
export const shopWords = shop
export const widgetWords = { zh, en }
export const consoleWords = resources

/** A word with its gaps filled: `{name}` in the widget, `{{name}}` in the console. */
export const filled = (word: string, values: Record<string, string | number>): string =>
  word.replace(/\{?\{(\w+)\}\}?/g, (_, name: string) => String(values[name] ?? ''))

/** A word whose gaps may hold anything, to look for. */
export const pattern = (word: string): RegExp =>
  new RegExp(
    word
      .split(/\{?\{\w+\}\}?/)
      .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+'),
  )
