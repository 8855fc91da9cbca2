import { type Find, matches } from '#understanding/entities/found.ts'

const compact = (text: string) => text.replace(/[\s-]/g, '').toUpperCase()
const alone = '(?<![A-Za-z0-9])'
const end = '(?![A-Za-z0-9])'

/** Order, refund and tracking numbers, also in lower case, with spaces, or as bare digits after the word for them. */
export const findNumbers: Find = (folded) => [
  ...matches(folded, new RegExp(`${alone}h\\s?m[\\s-]?(?:\\d[\\s-]?){7}\\d${end}`, 'gi'), 'order', (m) =>
    compact(m[0]),
  ),
  ...matches(folded, new RegExp(`${alone}r\\s?f[\\s-]?(?:\\d[\\s-]?){7}\\d${end}`, 'gi'), 'refund', (m) =>
    compact(m[0]),
  ),
  ...bareNumbers(folded),
  ...findTracking(folded),
]

const REFUND_WORD = '(?:退款|退货|售后)(?:单|编|申请)?号?(?:码)?|refund(?:\\s(?:number|no\\.?|id))?'
const ORDER_WORD = '(?:订单|单子|定单|单)(?:编|单)?号?(?:码)?|order(?:\\s(?:number|no\\.?|id))?'
const link = '\\s*(?:是|为|is)?\\s*:?\\s*#?\\s*'

function bareNumbers(folded: string) {
  const digits = '(?<v>\\d{8})(?!\\d)'
  const whole = /^\s*#?(\d{8})\s*[.。]?\s*$/.exec(folded)
  if (whole) {
    // Eight digits that are a day of our time are more likely that day.
    if (/^20[2-3]\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(whole[1]!)) return []
    return matches(folded, /(?<v>\d{8})/g, 'order', (m) => `HM${m.groups!.v}`)
  }
  return [
    ...matches(folded, new RegExp(`(?:${REFUND_WORD})${link}${digits}`, 'gi'), 'refund', (m) => `RF${m.groups!.v}`),
    ...matches(folded, new RegExp(`(?:${ORDER_WORD})${link}${digits}`, 'gi'), 'order', (m) => `HM${m.groups!.v}`),
  ]
}

function findTracking(folded: string) {
  const word =
    '(?:运单|快递|物流|面单|包裹|顺丰|圆通|中通|韵达|申通|邮政)(?:单|编)?号?(?:码)?|tracking(?:\\s(?:number|no\\.?|id))?|waybill'
  return [
    ...matches(folded, new RegExp(`(?:${word})${link}(?<v>[A-Za-z]{0,4}\\d{9,18})${end}`, 'gi'), 'tracking', (m) =>
      m.groups!.v!.toUpperCase(),
    ),
    ...matches(folded, new RegExp(`${alone}(?!HM|RF|CP)[A-Z]{2,3}\\d{9,15}${end}`, 'gi'), 'tracking', (m) =>
      compact(m[0]),
    ),
  ]
}

/** Fault codes as appliances show them: E102, "e 102", "E-102", F1, 故障代码102. */
export const findFaultCodes: Find = (folded) => [
  ...matches(folded, new RegExp(`${alone}[ef][\\s-]?\\d{1,3}${end}`, 'gi'), 'fault_code', (m) => compact(m[0])),
  ...matches(
    folded,
    /(?:故障码|故障代码|错误码|错误代码|报错|error(?:\scode)?|fault(?:\scode)?)\s*(?:是|为|:|is)?\s*(?<v>\d{2,3})(?!\d)/gi,
    'fault_code',
    (m) => `E${m.groups!.v}`,
  ),
]
