import type { SpokenLanguage } from '#engines/audio.ts'

const ORDINALS = {
  zh: (n: number) => `第${'零一二三四五六七八九'[n]}，`,
  en: (n: number) =>
    `${['', 'First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth', 'Ninth'][n]}, `,
}

/** A written message without what only the eye needs: markup, emoji, wide letters, lists drawn with signs. */
export function plainText(text: string, language: SpokenLanguage): string {
  const ordinal = ORDINALS[language === 'en' ? 'en' : 'zh']
  return withoutPictures(asciiForms(text))
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => plainLine(line, ordinal))
    .filter((line) => line.trim())
    .join('\n')
}

function plainLine(line: string, ordinal: (n: number) => string): string {
  if (/^\s*([-*_=]\s*){3,}$/.test(line) || /^[\s|:-]*\|[\s|:-]*$/.test(line)) return ''
  return line
    .replace(/^\s*(?:>\s*)+/, '')
    .replace(/^\s*#{1,6}\s+/, '')
    .replace(/^\s*[-*+•·▪◦‣]\s+(?:\[[ xX]\]\s+)?/, '')
    .replace(/(?<=^\s*|[：:；;。]\s*|[\u4e00-\u9fff]\s+)[(（]?([1-9])[.)、）]\s*(?=[^\d\s])/g, (_, n: string) =>
      ordinal(Number(n)),
    )
    .replace(/!\[[^\]]{0,200}\]\([^)]{0,500}\)/g, '')
    .replace(/\[([^\]]{1,200})\]\([^)]{0,500}\)/g, '$1')
    .replace(/<\/?[a-zA-Z][^<>]{0,200}>/g, ' ')
    .replace(/(\*\*|__|~~|``?)(?=\S)(.{1,500}?\S?)\1/g, '$2')
    .replace(/(?<![*\d])\*(?=[^\s*\d])([^*]{1,300}?)\*(?!\*)/g, '$1')
    .replace(/^\s*\|(.*)\|\s*$/, '$1')
    .replace(/\s\|\s/g, '，')
}

/** Digits, letters and signs that have a plain form; Chinese punctuation stays Chinese. */
function asciiForms(text: string): string {
  return text
    .replace(/[^\P{C}\n\r\t]/gu, '')
    .replace(/[０-９Ａ-Ｚａ-ｚ％＋－／＃＊＝＄￥．]/g, (wide) => wide.normalize('NFKC'))
    .replace(/(?<=\d)：(?=\d)/g, ':')
    .replace(/[①-⑨]/g, (ring) => `\n${ring.normalize('NFKC')}、`)
    .replace(/[²³]/g, (power) => (power === '²' ? '^2' : '^3'))
    .replace(/[℃℉㎡㎥㎏㎎㎞㎝㎜㎖½⅓⅔¼¾⅛]/g, (one) => one.normalize('NFKC').replace('⁄', '/'))
    .replace(/[^\P{N}0-9]/gu, otherDigits)
    .replace(/[−﹣]/g, '-')
    .replace(/[～〜]/g, '~')
    .replace(/[\u00a0\u3000\t]/g, ' ')
}

/** Digits of other scripts count as ours; what has no plain form (一 is a letter, not meant here) is not read. */
function otherDigits(one: string): string {
  const plain = one.normalize('NFKC')
  if (/^[0-9⁄/A-Za-z]+$/.test(plain)) return plain.replace('⁄', '/')
  if (!/\p{Nd}/u.test(one)) return ''
  // The ten digits of a script follow one another, and no two scripts touch.
  const code = one.codePointAt(0)!
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
  return String(value)
}

const PICTURES = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\ufe0e\ufe0f]|\u20e3/gu

function withoutPictures(text: string): string {
  return text.replace(/‼/g, '！').replace(/⁉/g, '？').replace(PICTURES, '')
}
