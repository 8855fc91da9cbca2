import { z } from 'zod'
import type { ActionDefinition, ActionOutcome } from '#business/contract.ts'
import { inYuan } from '#business/money.ts'

/** A read that flows may call; it asks the business system for each product. */
export const COMPARE = 'products.compare'

const input = z.object({
  /** Product ids, separated by commas. */
  products: z.string().max(500),
  /** `capacity_high`: by what, and which of them is wished for. `price` is the price, others are named in `specs`. */
  by: z.string().max(40),
  /** Names of the entries of a product's data sheet, by what they are compared by. */
  specs: z.record(z.string(), z.string().max(200)).default({}),
  language: z.enum(['zh', 'en']).default('zh'),
})

export const compareAction: ActionDefinition = {
  name: COMPARE,
  title: { zh: '比较商品', en: 'Compare products' },
  input,
  writes: false,
}

type Product = {
  name: string
  nameEn?: string
  price?: number
  specs?: { k: string; v: string; vEn?: string }[]
}
type Told = { name: string; shown: string; amount: { value: number; unit: string } | null }

/** At most so many are compared. */
const MOST = 4

/**
 * What the data sheets of products say about one thing. `lines` has those that are known, `best` the one wished for where
 * they can be compared, `unknown` the names of those that say nothing.
 */
export async function compareProducts(
  given: Record<string, unknown>,
  getProduct: (productId: string) => Promise<ActionOutcome>,
): Promise<ActionOutcome> {
  const asked = input.safeParse(given)
  if (!asked.success) return { ok: false, why: 'not_found', code: 'not_found', message: NOTHING }
  const { products, by, specs, language } = asked.data
  const [what = '', wish = ''] = by.split('_')
  const ids = [...new Set(products.split(',').filter(Boolean))].slice(0, MOST)
  const outcomes = await Promise.all(ids.map(getProduct))
  const down = outcomes.find((one) => !one.ok && one.why === 'unavailable')
  if (down) return down
  const found = outcomes.flatMap((one) => (one.ok ? [one.data as Product] : []))
  const nameOf = (one: Product) => (language === 'en' && one.nameEn) || one.name
  const names = (specs[what] ?? '').split('|').filter(Boolean)
  const told = found.flatMap((one): Told[] => {
    const shown = what === 'price' ? priceOf(one) : entryOf(one, names, language)
    return shown ? [{ name: nameOf(one), shown, amount: amountOf(shown) }] : []
  })
  const known = new Set(told.map(({ name }) => name))
  const [comma, list, colon] = language === 'zh' ? ['；', '、', '：'] : ['; ', ', ', ': ']
  return {
    ok: true,
    data: {
      lines: told.map(({ name, shown }) => `${name}${colon}${shown}`).join(comma),
      best: bestOf(told, wish),
      unknown: found
        .map(nameOf)
        .filter((name) => !known.has(name))
        .join(list),
      asked: found.length,
    },
  }
}

const NOTHING = { zh: '没有可以比较的商品。', en: 'There is nothing to compare.' }

const priceOf = ({ price }: Product): string => (price === undefined ? '' : inYuan(price))

function entryOf({ specs = [] }: Product, names: string[], language: 'zh' | 'en'): string {
  const entry = specs.find(({ k }) => names.some((name) => k.includes(name)))
  return entry ? (language === 'en' && entry.vEn) || entry.v : ''
}

const UNITS: [pattern: RegExp, unit: string, factor: number][] = [
  [/^kg|^公斤|^千克/i, 'g', 1000],
  [/^g|^克/i, 'g', 1],
  [/^ml|^毫升/i, 'ml', 1],
  [/^l|^升/i, 'ml', 1000],
]

/** The last figure counts of a range: "24–52 dB" may be as loud as 52. */
function amountOf(shown: string): Told['amount'] {
  const found = /(?:[\d.]+\s*[–~-]\s*)?([\d.]+)\s*([^\d\s（(，,]*)/.exec(shown.replace(/[¥,]/g, ''))
  const value = Number(found?.[1])
  if (!found || Number.isNaN(value)) return null
  const written = found[2] ?? ''
  const [, unit, factor] = UNITS.find(([pattern]) => pattern.test(written)) ?? [null, written.toLowerCase(), 1]
  return { value: value * factor, unit }
}

/** The name of the one that is most of what is wished for; empty where two say as much or cannot be compared. */
function bestOf(told: Told[], wish: string): string {
  const amounts = told.flatMap(({ name, amount }) => (amount ? [{ name, ...amount }] : []))
  if (amounts.length < 2 || amounts.length < told.length || new Set(amounts.map(({ unit }) => unit)).size > 1) return ''
  const [first, second] = amounts.sort((a, b) => (wish === 'low' ? a.value - b.value : b.value - a.value))
  return wish && first && first.value !== second?.value ? first.name : ''
}
