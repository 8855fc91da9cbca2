const LETTERS = /\p{L}/gu
const HAN = /\p{Script=Han}/gu
const KANA_OR_HANGUL = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const NOT_LATIN = /(?!\p{Script=Latin})\p{L}/gu
/** Below this a text is a name, an order number or an interjection that needs no translation. */
const FEW = 3

/** Whether somebody who reads in `locale` may want a text in his own language. */
export function isForeign(text: string, locale: 'zh' | 'en'): boolean {
  const letters = count(text, LETTERS)
  if (letters < FEW) return locale === 'en' && count(text, HAN) > 0
  // A Chinese sentence may be full of product names, an English one of Chinese addresses.
  if (locale === 'en') return count(text, NOT_LATIN) > letters * 0.3
  return KANA_OR_HANGUL.test(text) || count(text, HAN) < letters * 0.15
}

const count = (text: string, signs: RegExp): number => text.match(signs)?.length ?? 0
