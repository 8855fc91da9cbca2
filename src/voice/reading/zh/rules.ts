import type { Rules } from '#voice/reading/scan.ts'
import { DATES } from '#voice/reading/zh/dates.ts'
import { CODES, LINKS, MIXED, NUMBERS_TO_CALL, VERSIONS } from '#voice/reading/zh/identifiers.ts'
import { MEASURES, MONEY, PLAIN, SHARES } from '#voice/reading/zh/quantities.ts'

/** What a Chinese agent says for what is written. The first rule that knows wins: the narrower ones come first. */
export const CHINESE: Rules = {
  start: /[\dA-Za-z+\-*•#(¥€£$₩₽第/~–—至到]/,
  rules: [
    ...LINKS,
    ...DATES,
    ...NUMBERS_TO_CALL,
    ...VERSIONS,
    ...MONEY,
    ...SHARES,
    ...CODES,
    ...MEASURES,
    ...MIXED,
    ...PLAIN,
  ],
  signs: {
    '&': '和',
    '=': '等于',
    '≥': '大于等于',
    '≤': '小于等于',
    '>': '大于',
    '<': '小于',
    '≈': '约',
    '±': '正负',
    '×': '乘',
    '÷': '除以',
    '+': '加',
    '@': '艾特',
    '%': '百分号',
    '~': '到',
    '→': '，',
    '#': '',
    '*': '',
    '`': '',
    '^': '',
    _: '',
    '|': '，',
    '/': '或',
    '\\': '',
    '"': '',
  },
}
