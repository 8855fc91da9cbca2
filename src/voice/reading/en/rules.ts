import { DATES } from '#voice/reading/en/dates.ts'
import { CODES, LINKS, PHONES } from '#voice/reading/en/identifiers.ts'
import { AMOUNTS, COUNTS } from '#voice/reading/en/quantities.ts'
import type { Rules } from '#voice/reading/scan.ts'

/** What an English-speaking agent says for what is written; the narrower rules come first. */
export const ENGLISH: Rules = {
  start: /[\dA-Za-z+\-*•#(¥€£$/~–—]/,
  rules: [...LINKS, ...DATES, ...PHONES, ...AMOUNTS, ...CODES, ...COUNTS],
  signs: {
    '&': ' and ',
    '=': ' equals ',
    '≥': ' at least ',
    '≤': ' at most ',
    '>': ' more than ',
    '<': ' less than ',
    '≈': ' about ',
    '±': ' plus or minus ',
    '×': ' by ',
    '+': ' plus ',
    '@': ' at ',
    '%': ' percent ',
    '~': ' to ',
    '→': ', ',
    '#': '',
    '*': '',
    '`': '',
    '^': '',
    _: ' ',
    '|': ', ',
    '\\': ' ',
    '"': '',
  },
}
