const DIGITS = '零一二三四五六七八九'
const PLACES = ['', '十', '百', '千']
const GROUPS = ['', '万', '亿', '万亿']

/** Most digits that are said as one number. */
export const LONGEST_NUMBER = 16

/** `1299` → 一千二百九十九. Longer than a number can be: one digit after the other. */
export function cardinal(digits: string): string {
  const plain = digits.replaceAll(',', '').replace(/^0+(?=\d)/, '')
  if (plain.length > LONGEST_NUMBER) return digitByDigit(plain)
  if (plain === '0') return '零'
  let said = ''
  for (let end = plain.length, group = 0; end > 0; end -= 4, group++) {
    const part = plain.slice(Math.max(0, end - 4), end)
    if (Number(part) === 0) continue
    const rest = said && Number(plain.slice(end, end + 4)) < 1000 && !said.startsWith('零') ? `零${said}` : said
    said = section(part) + GROUPS[group] + rest
  }
  // People say 十五, not 一十五; and 两百, 两千, 两万, but 二十.
  return said
    .replace(/^零+/, '')
    .replace(/^一十/, '十')
    .replace(/^二(?=[百千万亿])/, '两')
}

function section(part: string): string {
  let said = ''
  const digits = part.padStart(4, '0')
  for (let i = 0; i < 4; i++) {
    const digit = Number(digits[i])
    if (digit) said += DIGITS[digit]! + PLACES[3 - i]!
    else if (said && Number(digits.slice(i)) && !said.endsWith('零')) said += '零'
  }
  return said
}

/** `12.50` → 十二点五零: what is written behind the point is said. */
export function decimal(number: string): string {
  const [whole = '0', behind] = number.replaceAll(',', '').split('.')
  return behind ? `${cardinal(whole)}点${[...behind].map((one) => DIGITS[Number(one)]).join('')}` : cardinal(whole)
}

/** Years, decimals: 二零二六. */
export const digitByDigit = (digits: string): string =>
  digits.replace(/\d/g, (one) => DIGITS[Number(one)]!).replace(/[^零一二三四五六七八九]/g, '')

/** Numbers people note down: 幺 for 1, so that nobody hears a 7. */
export const identifier = (digits: string): string => digitByDigit(digits).replaceAll('一', '幺')

/** A long number in groups, the way it is dictated. */
export function grouped(digits: string, sizes: readonly number[]): string {
  const parts: string[] = []
  let at = 0
  for (const size of sizes) {
    parts.push(digits.slice(at, at + size))
    at += size
  }
  parts.push(digits.slice(at))
  return parts
    .filter(Boolean)
    .map((part) => identifier(part))
    .join('、')
}

/** Groups of four; a short rest joins the last group. */
export function byFours(digits: string): string {
  if (digits.length <= 7) return identifier(digits)
  const groups = Math.floor(digits.length / 4) - (digits.length % 4 === 1 ? 1 : 0)
  return grouped(digits, Array<number>(groups).fill(4))
}

/** Words that count: two of them are 两, not 二. */
export const MEASURE =
  /^\s*(?:多|余)?(?:个|件|只|条|张|位|份|台|部|次|天|周(?!期)|年(?!级)|小时|分钟|秒|元|块|角|毛|万|千|亿|斤|公斤|吨|米|克|升|种|家|名|盒|瓶|包|箱|套|双|本|把|间|辆|颗|根|支|项|笔|单(?!元)|款|点(?!\d)|轮|岁|倍|半|人|步|遍|趟|场|道|枚|片|袋|罐|桶|棵|朵|封|首|句|段|篇|副|对|组|排|串|滴|口|顿|门|节|晚|成|行|票|杯|碗|则|样|档|座|所|架|头|期|通|封|批|分(?!之)|摄氏度|度|公里|里|厘米|毫米|毫升|平方米|立方米|瓦|伏|毫克|度电|寸|英寸|工作日|自然日|者|边|手|国|地)/

/** A number before the word it counts. */
export function counted(number: string, after: string): string {
  return /^0*2$/.test(number) && MEASURE.test(after) ? '两' : decimal(number)
}

/** `1299`, `50` → 一千二百九十九元五角. */
export function yuan(number: string): string {
  const [whole = '0', behind = ''] = number.replaceAll(',', '').split('.')
  const cents = behind.replace(/0+$/, '')
  if (cents.length > 2) return `${decimal(number)}元`
  const jiao = Number(cents[0] ?? 0)
  const fen = Number(cents[1] ?? 0)
  const big = Number(whole) > 0
  const said =
    (big || !cents ? `${cardinal(whole)}元` : '') +
    (jiao ? `${DIGITS[jiao]}角` : '') +
    (fen ? `${big && !jiao ? '零' : ''}${DIGITS[fen]}分` : '')
  return said.replace(/^二(?=[元角分])/, '两')
}
