import { DATE_SAID, digitsSaid } from '#engines/asr/contract.ts'
import type { SpokenLanguage } from '#engines/audio.ts'

const ZH_DIGITS: Record<string, string> = Object.fromEntries(
  [...'零一二三四五六七八九']
    .map((word, digit) => [word, String(digit)])
    .concat([
      ['幺', '1'],
      ['两', '2'],
    ]),
)
const EN_DIGITS: Record<string, string> = Object.fromEntries(
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
    .map((word, digit) => [word, String(digit)])
    .concat([['oh', '0']]),
)
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'
const MONTHS = 'january february march april may june july august september october november december'
const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'
const anyOf = (words: string | string[]) => (typeof words === 'string' ? words.split(' ') : words).join(' | ')

const ZH = `<digit> = ${anyOf(Object.keys(ZH_DIGITS))};
<digits> = <digit>+;
<one> = 一 | 二 | 三 | 四 | 五 | 六 | 七 | 八 | 九;
<month> = <one> | 十 | 十 一 | 十 二;
<day> = <one> | 十 | 十 <one> | 二 十 | 二 十 <one> | 三 十 | 三 十 一;
<date> = 今天 | 明天 | 后天 | 大后天 | 昨天 | 前天 | [<month> 月] <day> (号 | 日)
  | [下 | 上 | 这] (星期 | 周 | 礼拜) (一 | 二 | 三 | 四 | 五 | 六 | 日 | 天);
`
const EN = `<digit> = ${anyOf(Object.keys(EN_DIGITS))};
<digits> = <digit>+;
<ordinal> = ${anyOf(ORDINALS)} | twenty (${anyOf(ORDINALS.split(' ').slice(0, 9))}) | thirtieth | thirty first;
<date> = today | tomorrow | yesterday | [next | last | this] (${anyOf(WEEKDAYS)}) | (${anyOf(MONTHS)}) <ordinal>
  | [the] <ordinal> [of (${anyOf(MONTHS)})];
`

/** The rule that an entry of a grammar stands for; null when it is a phrase. */
export function ruleOf(entry: string): string | null {
  if (entry === DATE_SAID || entry === digitsSaid()) return entry
  const count = Number(/^<digits (\d{1,2})>$/.exec(entry)?.[1] ?? 0)
  return count ? `(${Array(count).fill('<digit>').join(' ')})` : null
}

/** The rules `<digits>` and `<date>` of a language. */
export const rulesOf = (language: SpokenLanguage): string => (language === 'en' ? EN : ZH)

/** Digits as digits; a date in the words it was said in, as a customer would have written it. */
export function readSaid(words: string, language: SpokenLanguage): string {
  const digits = language === 'en' ? EN_DIGITS : ZH_DIGITS
  const each = words.split(' ')
  if (each.every((word) => word in digits)) return each.map((word) => digits[word]).join('')
  return each.join(language === 'en' ? ' ' : '')
}
