import { SIMPLIFIED } from '#understanding/traditional.ts'

/** Longer messages are read up to here; what follows is kept by the conversation but adds nothing to what is meant. */
export const READ_LIMIT = 4000

/** NFKC, simplified, lower case, spaces and repeats squeezed, emoji kept: what models see. */
export function normalize(text: string): string {
  const plain = text.slice(0, READ_LIMIT).toWellFormed().normalize('NFKC').toLowerCase()
  let simplified = ''
  for (const unit of plain) simplified += SIMPLIFIED.get(unit) ?? unit
  return squeeze(simplified)
}

function squeeze(text: string): string {
  return (
    text
      // Control and zero-width characters; the joiner inside an emoji stays.
      .replace(/[\p{Cc}\u200b\u200c\u200e\u200f\u2060\ufeff\ufffd]+/gu, ' ')
      .replace(/\s+/g, ' ')
      // "好好好好" and "soooo" keep two, "!!!!" keeps one; digits are left alone, since a repeat there is meant.
      .replace(/([\p{L}\p{So}])\1{2,}/gu, '$1$1')
      .replace(/([\p{P}~])\1+/gu, '$1')
      .trim()
  )
}

/**
 * The text with every UTF-16 unit folded in place (full width → half width, traditional → simplified), so that a
 * match at some offset lies at the same offset in the original.
 */
export function foldInPlace(text: string): string {
  let folded = ''
  const end = Math.min(text.length, READ_LIMIT)
  for (let i = 0; i < end; i++) {
    const unit = text[i]!
    const code = text.charCodeAt(i)
    if (code < 0x80) folded += unit
    else folded += SIMPLIFIED.get(unit) ?? foldUnit(unit, code)
  }
  return folded
}

function foldUnit(unit: string, code: number): string {
  if (code === 0x3000 || code === 0xa0) return ' '
  if (code === 0xffe5) return '¥'
  const wide = code >= 0xff01 && code <= 0xff5e
  return wide ? String.fromCharCode(code - 0xfee0) : unit
}
