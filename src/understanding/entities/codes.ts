import { type Find, finder } from '#understanding/entities/found.ts'
import { compact, LINK } from '#understanding/entities/order-shapes.ts'

const alone = '(?<![A-Za-z0-9])'
const end = '(?![A-Za-z0-9])'
const TRACKING_WORD =
  '(?:运单|快递|物流|面单|包裹|顺丰|圆通|中通|韵达|申通|邮政|京东|极兔|德邦)(?:单|编)?号?(?:码)?|tracking(?:\\s(?:number|no\\.?|id|code))?|waybill'

/** Numbers of carriers: after the word for them, or two or three letters and 9–15 digits. */
export const findTracking: Find = finder([
  [
    new RegExp(`(?:${TRACKING_WORD})${LINK}(?<v>[A-Za-z]{0,4}\\d{9,18})${end}`, 'gi'),
    'tracking',
    (m) => m.groups!.v!.toUpperCase(),
  ],
  [new RegExp(`${alone}(?!HM|RF|CP)[A-Z]{2,3}\\d{9,15}${end}`, 'gi'), 'tracking', (m) => compact(m[0])],
])

/** Fault codes as appliances show them: E102, "e 102", "E-102", F1, 故障代码102. */
export const findFaultCodes: Find = finder([
  [new RegExp(`${alone}[ef][\\s-]?\\d{1,3}${end}`, 'gi'), 'fault_code', (m) => compact(m[0])],
  [
    /(?:故障码|故障代码|错误码|错误代码|报错|error(?:\scode)?|fault(?:\scode)?)\s*(?:是|为|:|is)?\s*(?<v>\d{2,3})(?!\d)/gi,
    'fault_code',
    (m) => `E${m.groups!.v}`,
  ],
])
