/** Figures of a text as plain numbers, however they are written: `1,299.00` and `1299`, `七天` and `7 天`, `two days`. */
export function figuresOf(text: string): Set<string> {
  const found = new Set<string>()
  const plain = text.normalize('NFKC').replace(/⟦[A-Z]+_\d+⟧/g, ' ')
  for (const [figure] of plain.matchAll(/\d+(?:,\d{3})*(?:\.\d+)?/g))
    found.add(String(Number(figure.replaceAll(',', ''))))
  for (const [, words] of plain.matchAll(CHINESE)) found.add(String(chineseNumber(words!)))
  for (const [, percent] of plain.matchAll(/百分之([零一二两三四五六七八九十百]+)/g))
    found.add(String(chineseNumber(percent!)))
  for (const [word] of plain.matchAll(ENGLISH)) found.add(String(WORDS[word.toLowerCase()]))
  return found
}

/** Figures with what they measure, where a common measure follows: `7 天` is `7 day`, `3 working days` is `3 workday`. */
export function measuresOf(text: string): Set<string> {
  const found = new Set<string>()
  const plain = text.normalize('NFKC')
  for (const { unit, words } of MEASURES) {
    const pattern = new RegExp(
      `(\\d+(?:,\\d{3})*(?:\\.\\d+)?|[零一二两三四五六七八九十百千万]+|\\b[a-z]+)\\s?-?(?:${words})`,
      'gi',
    )
    for (const [, amount] of plain.matchAll(pattern))
      for (const figure of asFigure(amount!)) found.add(`${figure} ${unit}`)
  }
  return found
}

const asFigure = (amount: string): string[] => {
  if (/^\d/.test(amount)) return [String(Number(amount.replaceAll(',', '')))]
  const word = WORDS[amount.toLowerCase()]
  if (word !== undefined) return [String(word)]
  return /^[a-z]/i.test(amount) ? [] : [String(chineseNumber(amount))]
}

const MEASURES = [
  { unit: 'workday', words: '个?工作日|(?:working|business) days?' },
  { unit: 'day', words: '天|个?自然日|(?:calendar )?days?\\b' },
  { unit: 'hour', words: '个?小时|hours?\\b' },
  { unit: 'minute', words: '分钟|minutes?\\b' },
  { unit: 'month', words: '个月|months?\\b' },
  { unit: 'year', words: '年|years?\\b' },
  { unit: 'money', words: '元|块|yuan\\b|CNY\\b|RMB\\b' },
  { unit: 'percent', words: '%|percent\\b' },
]

/** Numerals count as figures where something is counted: `一下` and `一起` are words. */
const CHINESE =
  /([零一二两三四五六七八九十百千万]+)(?=\s?(?:个工作日|个自然日|工作日|个小时|小时|分钟|秒|天|日|元|块|年|个月|月|周|星期|折|倍|成|%|公斤|千克|克|米|厘米|毫升|升))/g
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }
const DIGITS = '零一二三四五六七八九'

function chineseNumber(words: string): number {
  const [high, low] = words.includes('万') ? words.split('万') : ['', words]
  const below = (part: string): number => {
    let [sum, digit] = [0, 0]
    for (const sign of part.replaceAll('两', '二')) {
      const unit = UNITS[sign]
      if (unit) sum += (digit || 1) * unit
      digit = unit ? 0 : DIGITS.indexOf(sign)
    }
    return sum + digit
  }
  return (high ? below(high) * 10_000 : 0) + below(low ?? '')
}

const WORDS: Record<string, number> = Object.fromEntries(
  'two three four five six seven eight nine ten eleven twelve fifteen twenty thirty sixty ninety hundred thousand'
    .split(' ')
    .map((word, at) => [word, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 60, 90, 100, 1000][at]!]),
)
const ENGLISH = new RegExp(`\\b(?:${Object.keys(WORDS).join('|')})\\b`, 'gi')
