import { type Find, type Found, finder, type Pattern } from '#understanding/entities/found.ts'

/** What numbers of a company look like, told by one of them: letters and their order stay, digits vary. */
export type OrderShape = { kind: 'order' | 'refund'; like: string }

export const DEFAULT_SHAPES: OrderShape[] = [
  { kind: 'order', like: 'HM10001003' },
  { kind: 'refund', like: 'RF20004001' },
]

const alone = '(?<![A-Za-z0-9])'
const end = '(?![A-Za-z0-9])'
export const compact = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase()

/** Order and refund numbers, also in lower case, with spaces or dashes, or as bare digits after the word for them. */
export function buildFindOrders(shapes: OrderShape[]): Find {
  const learnt = shapes.map(learn).filter((shape) => shape !== null)
  const find = finder([
    ...learnt.filter(({ lead }) => lead).map(({ kind, pattern }): Pattern => [pattern, kind, (m) => compact(m[0])]),
    ...learnt.filter(({ digits }) => digits >= 5).map(afterWord),
  ])
  return (folded, now) => [...find(folded, now), ...bare(folded, learnt)]
}

/** `lead` is what stands before the last digits ("HM"), `digits` their number. */
type Learnt = { kind: OrderShape['kind']; pattern: RegExp; lead: string; digits: number }

function learn({ kind, like }: OrderShape): Learnt | null {
  const plain = compact(like)
  const last = /^(.*?)(\d{3,})$/.exec(plain)
  // Letters behind the digits ("2026A") make a number that only counts as a whole.
  const digits = last?.[2]?.length ?? 0
  if (!/\d/.test(plain) || plain.length < 4) return null
  const parts = plain.match(/[A-Z]|\d|[^A-Z\d]/g) ?? []
  const source = parts.map((part) => (/\d/.test(part) ? '\\d' : part.replace(/[.*+?^${}()|[\]\\/_]/g, '\\$&')))
  return {
    kind,
    pattern: new RegExp(`${alone}${source.join('[\\s-]?')}${end}`, 'gi'),
    lead: last ? last[1]! : plain,
    digits,
  }
}

export const WORDS: Record<OrderShape['kind'], string> = {
  refund: '(?:退款|退货|售后)(?:单|编|申请)?号?(?:码)?|refund(?:\\s(?:number|no\\.?|id))?',
  order: '(?:订单|单子|定单|单)(?:编|单)?号?(?:码)?|order(?:\\s(?:number|no\\.?|id))?',
}
export const LINK = '\\s*(?:是|为|is)?\\s*:?\\s*#?\\s*'

const afterWord = ({ kind, lead, digits }: Learnt): Pattern => [
  new RegExp(
    `${kind === 'order' ? '(?<!退款|退货|售后)' : ''}(?:${WORDS[kind]})${LINK}(?<v>\\d{${digits}})(?!\\d)`,
    'gi',
  ),
  kind,
  (m) => lead + m.groups!.v,
]

/** Nothing but the digits of an order number. */
function bare(folded: string, shapes: Learnt[]): Found[] {
  const digits = /^\s*#?(\d{6,20})\s*[.。]?\s*$/.exec(folded)?.[1]
  const shape = digits && shapes.find((one) => one.kind === 'order' && one.digits === digits.length)
  // Eight digits that are a day of our time are more likely that day; eleven may be a mobile.
  if (!shape || /^20[2-3]\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(digits)) return []
  if (/^1[3-9]\d{9}$/.test(digits)) return []
  const start = folded.indexOf(digits)
  return [{ kind: 'order', value: shape.lead + digits, start, end: start + digits.length }]
}
