/** What counts when two texts are compared. */
export const plain = (text: string) => text.replace(/[\s，。、,.!！?？]/g, '').toLowerCase()

/** Digits in a text, also those that are written as they are said. */
export const digitsIn = (text: string): number => text.match(/[\d零〇一二三四五六七八九幺两]/g)?.length ?? 0

/** Nothing but digits. */
export const isNumber = (text: string): boolean =>
  digitsIn(text) > 0 && digitsIn(text) === plain(text).replace(/-/g, '').length

/** Two pieces of one turn; those of a number are one number. */
export const joined = (before: string, text: string): string =>
  isNumber(before) && isNumber(text) ? `${before}${text}` : [before, text].filter(Boolean).join('，')
