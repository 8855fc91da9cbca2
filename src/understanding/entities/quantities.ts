import { NUMERAL, readNumber } from '#understanding/entities/chinese-number.ts'
import { type Find, finder, type Pattern } from '#understanding/entities/found.ts'

const written = `(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d{1,9}(?:\\.\\d{1,2})?)\\s?[万千百wk]?|[${NUMERAL}]{1,16}`
const cents = (value: number | null) => (value === null || value > 1e10 ? null : value.toFixed(2))

const CURRENCIES: [RegExp, string][] = [
  [/^(?:us)?\$|dollars?|bucks?|usd|美元|美金|刀/i, 'USD'],
  [/€|euros?|eur|欧元/i, 'EUR'],
  [/£|pounds?|quid|gbp|英镑/i, 'GBP'],
  [/hk\$|hkd|港币|港元/i, 'HKD'],
  [/日元|jpy|yen/i, 'JPY'],
]

/** Sums in other currencies carry their code: $20 → "20.00 USD". */
const FOREIGN: Pattern[] = [
  [
    /(?<![A-Za-z\d])(?<c>hk\$|us\$|\$|€|£|(?:usd|eur|gbp|hkd)\s)\s?(?<n>\d{1,9}(?:,\d{3})*(?:\.\d{1,2})?(?:k(?![a-z]))?)/gi,
    'amount',
    foreign,
  ],
  [
    new RegExp(
      `(?<![\\d.A-Za-z])(?<n>${written})\\s?(?<c>dollars?|bucks?|euros?|pounds?|quid|usd|eur|gbp|hkd|美元|美金|刀(?!具|片|架)|欧元|英镑|港币|港元|日元)(?![A-Za-z])`,
      'gi',
    ),
    'amount',
    foreign,
  ],
]

function foreign(match: RegExpExecArray): string | null {
  const sum = cents(readNumber(match.groups!.n!.replace(/[\s,]/g, '')))
  const unit = match.groups!.c!
  const code = /^hk/i.test(unit) ? 'HKD' : CURRENCIES.find(([pattern]) => pattern.test(unit))?.[1]
  return sum && code ? `${sum} ${code}` : null
}

/** Sums of money in CNY: ¥35.5, 35块5, 三千五百块, 1.2万, 200 yuan. */
export const findAmounts: Find = finder([
  ...FOREIGN,
  [
    /(?:[¥¥]|(?<![A-Za-z])(?:rmb|cny)\s?)\s?(?<n>\d{1,9}(?:,\d{3})*(?:\.\d{1,2})?(?:\s?[万w])?)/gi,
    'amount',
    (m) => cents(readNumber(m.groups!.n!.replace(/\s/g, ''))),
  ],
  [
    new RegExp(
      `(?<![\\d.A-Za-z])(?<n>${written})\\s?(?:元钱?|块钱|块(?<j>[${NUMERAL}\\d])(?:毛|角)?(?![\\d${NUMERAL}])|(?<!(?<![\\d${NUMERAL}])一)块(?![头儿])|(?<=一)块(?![头儿去走来发寄退买送吃玩处办下])|圆|(?:rmb|cny|yuan)(?![A-Za-z]))`,
      'gi',
    ),
    'amount',
    (m) => {
      const whole = readNumber(m.groups!.n!.replace(/\s/g, ''))
      const dimes = m.groups!.j ? readNumber(m.groups!.j) : 0
      return whole === null || dimes === null ? null : cents(whole + dimes / 10)
    },
  ],
  [
    /(?<![\d.A-Za-z])\d{1,6}(?:\.\d{1,4})?\s?万(?![\d个台件])/g,
    'amount',
    (m) => cents(readNumber(m[0].replace(/\s/g, ''))),
  ],
])

const COUNTERS =
  '个|台|件|盒|瓶|支|套|箱|包|份|张|只|单|双|把|条|次|人|位|部|辆|罐|袋|桶|pcs|pieces?|units?|items?|boxes|bottles'

const findAnyCounts = finder([
  [
    new RegExp(`(?<![\\d.A-Za-z第])(?<v>\\d{1,9}(?:\\.\\d{1,2})?|[${NUMERAL}]{1,8})\\s?(?:${COUNTERS})`, 'g'),
    'number',
    (m) => plain(readNumber(m.groups!.v!)),
  ],
  [
    new RegExp(`^\\s*(?<v>\\d{1,7}(?:\\.\\d{1,2})?|[${NUMERAL}]{1,8})\\s*[.。!]?\\s*$`, 'g'),
    'number',
    (m) => plain(readNumber(m.groups!.v!)),
  ],
  [
    /(?<![A-Za-z])(one|two|three|four|five|six|seven|eight|nine|ten)(?:\s(?:pieces?|units?|items?|of them)|\s*$)/gi,
    'number',
    (m) => plain(ENGLISH.indexOf(m[1]!.toLowerCase()) + 1),
  ],
])

/** Quantities: 3个, 两台, 2 pieces, a bare number, "three". */
export const findCounts: Find = (folded, now) => (COUNT.test(folded) ? findAnyCounts(folded, now) : [])

const ENGLISH = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
/** What every quantity contains. */
const COUNT = new RegExp(`[\\d${NUMERAL}]|${ENGLISH.join('|')}`, 'i')
const plain = (value: number | null) => (value === null ? null : String(value))

const ENGLISH_ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const PLACES = '个|单|件|项|条|款|台|笔|种|张|只|瓶|份|样|家|行|排'
const THING = 'one|order|item|option|product|choice|of them|address'

const ORDINALS: Pattern[] = [
  [new RegExp(`倒数第(?<n>[${NUMERAL}]{1,3}|\\d{1,2})(?:${PLACES})?`, 'g'), 'ordinal', (m) => negative(m.groups!.n!)],
  [
    new RegExp(`(?<!倒数)第(?<n>[${NUMERAL}]{1,3}|\\d{1,2})(?:${PLACES}|\\s*[.。!]?\\s*$|[,,])`, 'g'),
    'ordinal',
    (m) => plain(readNumber(m.groups!.n!)),
  ],
  [new RegExp(`(?:最后|末尾|最末|最下面|最底下)(?:那)?(?:一|的)?(?:${PLACES}|的)`, 'g'), 'ordinal', () => '-1'],
  [new RegExp(`(?:头一|打头那|最上面那?|最前面那?)一?(?:${PLACES})`, 'g'), 'ordinal', () => '1'],
  [
    new RegExp(`(?<![A-Za-z])(?:the\\s)?(${ENGLISH_ORDINALS.join('|')})\\s(?:${THING})\\b`, 'gi'),
    'ordinal',
    (m) => plain(ENGLISH_ORDINALS.indexOf(m[1]!.toLowerCase()) + 1),
  ],
  [
    new RegExp(`^\\s*(?:the\\s)?(${ENGLISH_ORDINALS.join('|')})(?:\\s*please)?\\s*[.!]?\\s*$`, 'gi'),
    'ordinal',
    (m) => plain(ENGLISH_ORDINALS.indexOf(m[1]!.toLowerCase()) + 1),
  ],
  [
    new RegExp(`(?<![A-Za-z\\d])(?:the\\s)?(\\d{1,2})(?:st|nd|rd|th)\\s(?:${THING})\\b`, 'gi'),
    'ordinal',
    (m) => plain(Number(m[1])),
  ],
  [
    new RegExp(`(?<![A-Za-z])(?:the\\s)(?:very\\s)?last\\s(?:${THING})\\b|^\\s*the last\\s*[.!]?\\s*$`, 'gi'),
    'ordinal',
    () => '-1',
  ],
  [/(?<![\w#])(?:#|(?:number|no\.|option)\s)(\d{1,2})(?!\d)/gi, 'ordinal', (m) => plain(Number(m[1]))],
]

const findAnyOrdinals = finder(ORDINALS)
/** Places in a list: 第二个 → 2, 最后一个 → -1, 倒数第二个 → -2, the first one → 1, #3 → 3. */
export const findOrdinals: Find = (folded, now) =>
  ORDINAL.test(folded) ? findAnyOrdinals(folded, now).filter(({ value }) => value !== '0') : []

/** What every ordinal contains. */
const ORDINAL = new RegExp(`[第最末头#\\d]|last|${ENGLISH_ORDINALS.join('|')}`, 'i')

function negative(text: string): string | null {
  const value = readNumber(text)
  return value === null ? null : String(-value)
}
