import { byFours, cardinal, decimal, grouped, spelledDigits } from '#voice/reading/en/numbers.ts'
import type { Rule } from '#voice/reading/scan.ts'

const link: Rule = {
  pattern: /(?:(?:https?|ftp):\/\/|www\.)[^\s，。()<>"'“”]{1,2000}?(?=[.,;:!?]*(?:[\s，。()<>"'“”]|$))/iy,
  say: () => 'the link in our text message',
}
const mail: Rule = {
  pattern: /([A-Za-z\d][\w.+-]{0,63})@([A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,4})/y,
  say: ([, box, host]) => `${address(box!)} at ${address(host!)}`,
}
const site: Rule = {
  pattern: /[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){0,3}\.(?:com|cn|net|org|io|top|shop)(?![A-Za-z\d-])/y,
  say: ([host]) => address(host),
}
const address = (text: string): string =>
  text
    .replace(/\d+/g, (digits) => ` ${spelledDigits(digits)} `)
    .replaceAll('.', ' dot ')
    .replaceAll('-', ' dash ')
    .replaceAll('_', ' underscore ')
    .replaceAll('+', ' plus ')
    .replace(/ {2,}/g, ' ')
    .trim()

const mobile: Rule = {
  pattern: /(\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?!\d)/y,
  say: ([text, , a, b, c], { before }) =>
    /\d$/.test(before) ? null : `${text.startsWith('+') ? 'plus eight six, ' : ''}${grouped([a!, b!, c!])}`,
}
const landline: Rule = {
  pattern: /(?:\((\d{3,4})\) ?|(\d{3,4})-)(\d{3,4})[ -]?(\d{4})(?![\d-])/y,
  say: ([, a, b, middle, last]) => grouped([a ?? b!, middle!, last!]),
}
const international: Rule = {
  pattern: /\+(\d{1,3})[ -](\d{2,4})[ -](\d{3,4})[ -]?(\d{3,4})(?!\d)/y,
  say: ([, ...parts]) => `plus ${grouped(parts.slice(0, 4))}`,
}
const masked: Rule = {
  pattern: /(\d{2,6})?[ -]?[*•]{2,}(?:[ -]?[*•]{2,}){0,4}[ -]?(\d{2,6}[Xx]?|[Xx])?(?!\d)/y,
  say: ([, head, tail], { before }) => {
    if (!tail) return head ? `beginning with ${spelledDigits(head)}` : ''
    const digits = `${spelledDigits(tail)}${/x$/i.test(tail) ? ' X' : ''}`.trim()
    return /ending (?:in|with)\s*$/i.test(before) ? digits : `ending in ${digits}`
  },
}

/** Numbers to call and what is left of masked ones. */
export const PHONES: Rule[] = [mobile, landline, international, masked]
export const LINKS: Rule[] = [link, mail, site]

const NAMED =
  /\b(?:order|ticket|case|reference|ref|tracking|parcel|invoice|code|codes|pin|password|account|card|number|no|id|room|flight|train|ending in|ending with|extension|ext|model|serial|zip|call|dial|hotline)\.?\s*(?:number|no\.?|code|is|at|:|#)?\s*(?:is|:)?\s*[#“"(]*\s*$/i

const named: Rule = {
  pattern: /#?(\d{2,40})(?![\d.,:%])(?!-\d)/y,
  say: ([text, digits], { before }) => {
    const isCode = text.startsWith('#') || (NAMED.test(before) && digits!.length >= 3)
    return isCode || /^0\d/.test(digits!) || digits!.length >= 8 ? byFours(digits!) : null
  },
}
const hash: Rule = { pattern: /#(?=[A-Za-z]*\d)/y, say: () => '' }
const jointed: Rule = {
  pattern: /\d{1,10}(?:-\d{1,10}){1,5}(?![\d.])/y,
  say: ([text], { before }) => {
    const parts = text.split('-')
    return parts.length > 2 || NAMED.test(before) || parts.some((one) => /^0\d/.test(one))
      ? parts.map(byFours).join(' dash ')
      : null
  },
}
const version: Rule = {
  pattern: /([vV])?(\d{1,4}(?:\.\d{1,6}){2,5})(?![\d.]*\d)/y,
  say: ([, letter, numbers], { before }) =>
    `${letter && !/version\s*$/i.test(before) ? 'version ' : ''}${numbers!.split('.').map(cardinal).join(' point ')}`,
}
const shortVersion: Rule = {
  pattern: /[vV](\d{1,3}(?:\.\d{1,3})?)(?![\d.A-Za-z])/y,
  say: ([, number], { before }) =>
    /[A-Za-z\d]$/.test(before) ? null : `${/version\s*$/i.test(before) ? '' : 'version '}${decimal(number!)}`,
}
const mixed: Rule = {
  pattern:
    /(?=[A-Za-z\d/_-]*\d)(?=\d*[A-Za-z])(?!\d+(?:st|nd|rd|th)\b)[A-Za-z\d]+(?:[-_/][A-Za-z\d]*\d[A-Za-z\d]*){0,6}(?![A-Za-z\d])/y,
  say: ([text], { before }) => (/[A-Za-z\d]$/.test(before) ? null : (wordWithNumber(text) ?? code(text))),
}

function wordWithNumber(text: string): string | null {
  const [, word, number, tail] = /^([A-Za-z]+)-?(\d{1,2})([A-Za-z]{0,3})$/.exec(text) ?? []
  if (word && number && !number.startsWith('0'))
    return `${/[a-z]/.test(word) ? word : [...word].join(' ')} ${cardinal(number)}${tail ? ` ${[...tail].join(' ')}` : ''}`
  const [, before, letters] = /^(\d{1,4})([A-Za-z]{1,3})$/.exec(text) ?? []
  return before && letters && !before.startsWith('0') ? `${cardinal(before)} ${[...letters].join(' ')}` : null
}

const code = (text: string): string =>
  text
    .split(/([A-Za-z]+|\d+)/)
    .filter(Boolean)
    .map((part) =>
      /^\d/.test(part)
        ? byFours(part)
        : /^[A-Za-z]/.test(part)
          ? [...part.toUpperCase()].join(' ')
          : part.replace('-', 'dash').replace('_', 'underscore').replace('/', 'slash'),
    )
    .join(' ')

export const CODES: Rule[] = [version, shortVersion, jointed, named, hash]
export const MIXED: Rule[] = [mixed]
