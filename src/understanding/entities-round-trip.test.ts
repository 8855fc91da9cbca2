import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isIdCard, isLuhn } from '#understanding/entities/papers.ts'
import { buildEntities } from '#understanding/entities.ts'

const find = buildEntities([])
const now = new Date('2026-11-21T04:00:00Z')
const pad = (n: number, width: number) => String(n).padStart(width, '0')
const DIGITS = '零一二三四五六七八九'

/** 1…99 as spoken in dates. */
const spoken = (n: number) =>
  n < 10 ? DIGITS[n]! : `${n < 20 ? '' : DIGITS[Math.floor(n / 10)]}十${n % 10 ? DIGITS[n % 10] : ''}`

/** A whole number below ten million as spoken. */
function write(n: number): string {
  if (n >= 10_000) {
    const rest = n % 10_000
    return `${write(Math.floor(n / 10_000))}万${rest ? (rest < 1000 ? '零' : '') + write(rest) : ''}`
  }
  let text = ''
  let gap = false
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / unit) % 10
    if (digit) text += (gap && text ? '零' : '') + DIGITS[digit] + name
    gap = !digit
  }
  return text
}

const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
const near = fc.date({ min: new Date('2026-07-01'), max: new Date('2027-04-01'), noInvalidDate: true })
const isoOf = (d: Date) => d.toISOString().slice(0, 10)
const parts = (d: Date) => [d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate()] as const
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const plateChar = fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789')
const province = fc.constantFrom(...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼')

const idCard = fc
  .tuple(fc.integer({ min: 110000, max: 659000 }), day, fc.integer({ min: 0, max: 999 }))
  .map(([area, birth, order]) => `${area}${isoOf(birth).replaceAll('-', '')}${pad(order, 3)}`)
  .map((first) => first + [...'0123456789X'].find((check) => isIdCard(first + check)))
const bankCard = fc
  .tuple(
    fc.constantFrom('62', '4', '51', '55'),
    fc.string({ unit: fc.constantFrom(...DIGITS.replace(/./g, (_, i) => String(i))), minLength: 14, maxLength: 15 }),
  )
  .map(([lead, rest]) => (lead + rest).slice(0, 15))
  .map((first) => first + [...'0123456789'].find((check) => isLuhn(first + check)))

const FORMATS: [name: string, kind: string, make: fc.Arbitrary<[text: string, value: string]>][] = [
  ['Chinese dates', 'date', day.map((d) => [`${parts(d)[0]}年${parts(d)[1]}月${parts(d)[2]}日`, isoOf(d)])],
  ['dates with slashes', 'date', day.map((d) => [parts(d).join('/'), isoOf(d)])],
  ['dates without a year', 'date', near.map((d) => [`${parts(d)[1]}月${parts(d)[2]}号`, isoOf(d)])],
  ['spoken dates', 'date', near.map((d) => [`${spoken(parts(d)[1])}月${spoken(parts(d)[2])}日`, isoOf(d)])],
  ['English dates', 'date', near.map((d) => [`${MONTHS[parts(d)[1] - 1]} ${parts(d)[2]}`, isoOf(d)])],
  [
    'days ahead',
    'date',
    fc.integer({ min: 1, max: 300 }).map((n) => [`${n}天后`, isoOf(new Date(Date.UTC(2026, 10, 21 + n)))]),
  ],
  ['amounts in Chinese', 'amount', fc.integer({ min: 2, max: 9_999_999 }).map((n) => [`${write(n)}元`, `${n}.00`])],
  [
    'amounts with cents',
    'amount',
    fc.integer({ min: 1, max: 9_999_999 }).map((n) => [`${(n / 100).toFixed(2)}元`, (n / 100).toFixed(2)]),
  ],
  [
    'dollars',
    'amount',
    fc.integer({ min: 1, max: 999_999 }).map((n) => [`$${(n / 100).toFixed(2)}`, `${(n / 100).toFixed(2)} USD`]),
  ],
  [
    'mobiles with spaces',
    'phone',
    fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 })).map(([a, b]) => {
      const all = `1${a}${pad(b, 9)}`
      return [`${all.slice(0, 3)} ${all.slice(3, 7)} ${all.slice(7)}`, all]
    }),
  ],
  ['identity cards', 'id_card', idCard.map((id) => [id, id])],
  ['bank cards', 'bank_card', bankCard.map((card) => [card.replace(/(.{4})(?=.)/g, '$1 '), card])],
  [
    'plates',
    'plate',
    fc
      .tuple(
        province,
        fc.constantFrom(...'ABCDEFGHJK'),
        fc.string({ unit: plateChar, minLength: 4, maxLength: 4 }),
        fc.integer({ min: 0, max: 9 }),
      )
      .map(([p, l, rest, last]) => [`${p}${l}·${rest}${last}`, `${p}${l}${rest}${last}`]),
  ],
  [
    'plates of new energy',
    'plate',
    fc
      .tuple(province, fc.constantFrom('D', 'F'), fc.integer({ min: 0, max: 99_999 }))
      .map(([p, d, n]) => [`${p}A${d}${pad(n, 5)}`, `${p}A${d}${pad(n, 5)}`]),
  ],
  ['durations', 'duration', fc.integer({ min: 1, max: 300 }).map((n) => [`${n}个小时`, `PT${n}H`])],
  ['percentages', 'percent', fc.integer({ min: 0, max: 100 }).map((n) => [`${n}%`, String(n)])],
  [
    'trains',
    'train',
    fc.tuple(fc.constantFrom(...'GDC'), fc.integer({ min: 1, max: 9999 })).map(([l, n]) => [`${l}${n}次`, `${l}${n}`]),
  ],
  ['fault codes', 'fault_code', fc.integer({ min: 0, max: 999 }).map((n) => [`E-${n}`, `E${n}`])],
]

for (const [name, kind, make] of FORMATS) {
  test(`${name} are read back as they were written`, () => {
    fc.assert(
      fc.property(
        make,
        fc.constantFrom('', '您好，', '😀 ', '请问：'),
        fc.constantFrom('', ' 谢谢', '。'),
        (made, before, after) => {
          const [text, value] = made
          const whole = before + text + after
          const found = find(whole, now).find((entity) => entity.kind === kind)
          assert.equal(found?.value, value, `${whole}: ${JSON.stringify(found)}`)
          assert.equal(whole.slice(found?.start, found?.end), found?.text)
        },
      ),
    )
  })
}
