import type { Option } from '#conversations/contract.ts'
import { ordinalOf } from '#dialogue/fill.ts'
import { inChina } from '#dialogue/format.ts'
import type { Reading } from '#dialogue/interpret.ts'
import type { Entity } from '#understanding/contract.ts'

/** Something to choose: what is shown, the thing behind it, and its date for "yesterday's". */
export type Candidate = { option: Option; item: unknown; date: string | null }

/** The candidates a customer's answer may mean: one when it is clear, several when it narrows down, none when it says nothing. */
export function chooseFrom(candidates: Candidate[], reading: Reading): Candidate[] {
  const { choice } = reading
  if (choice) return candidates.filter((candidate) => candidate.option.value === choice.value)
  const exact = candidates.filter((candidate) =>
    reading.text.toUpperCase().includes(candidate.option.value.toUpperCase()),
  )
  if (exact.length) return exact
  const numbered = byNumber(candidates, reading.text)
  if (numbered.length) return numbered
  const named = reading.entities.some((entity) => entity.kind === 'product')
  const place = ordinalOf(reading) ?? (named ? null : positionOf(reading.text))
  if (place !== null) {
    const candidate = candidates.at(place > 0 ? place - 1 : place)
    return candidate ? [candidate] : []
  }
  return byMention(candidates, reading.entities, reading.text, wordsOf)
}

/** A bare number of at least three digits that stands on a candidate: the end of a card or a phone number. */
const byNumber = (candidates: Candidate[], text: string): Candidate[] =>
  candidates.filter((candidate) => numberNaming(candidate, text) !== null)

/** The number of the text, when it is what names this candidate; it is then no sum and no date. */
export function numberNaming(candidate: Candidate, text: string): string | null {
  const [, digits] = /^\D{0,8}(?<![\d.])(\d{3,12})(?![\d.])\D{0,4}$/.exec(text) ?? []
  return digits && new RegExp(`(?<!\\d)${digits}(?!\\d)`).test(wordsOf(candidate)) ? digits : null
}

/** Whose it is tells by one character: 我妈那个号. */
const KIN = /[妈爸爷奶婆哥姐弟妹儿女媳婿孙]/
const SHORT = 10

/** Narrows down by what was mentioned: a product, a date, words of the name or status. */
export function byMention(
  candidates: Candidate[],
  entities: Entity[],
  text: string,
  words: (candidate: Candidate) => string = namesOf,
): Candidate[] {
  let left = candidates
  let said = false
  for (const kind of new Set(entities.map((entity) => entity.kind))) {
    // Two of a kind are both meant; a product and a day narrow each other down.
    const same = entities.filter((entity) => entity.kind === kind)
    const fitting = left.filter((candidate) => same.some((entity) => fits(candidate, entity)))
    if (fitting.length) {
      left = fitting
      said = true
    }
  }
  if (said && left.length === 1) return left
  const scores = left.map((candidate) => overlap(text, words(candidate)))
  const best = Math.max(0, ...scores)
  if (best >= 2) return left.filter((_, index) => scores[index] === best)
  const [kin] = text.length <= SHORT ? (KIN.exec(text) ?? []) : []
  const theirs = kin ? left.filter((candidate) => words(candidate).includes(kin)) : []
  return theirs.length === 1 || !said ? theirs : left
}

function positionOf(text: string): number | null {
  if (/(最近|最新|刚买|刚下|latest|newest|most recent|last one i (bought|ordered))/i.test(text)) return 1
  return /(最早|最旧|最后一个|oldest|the last one)/i.test(text) ? -1 : null
}

function fits(candidate: Candidate, entity: Entity): boolean {
  if (['product', 'order', 'tracking', 'refund'].includes(entity.kind))
    return stringsOf(candidate.item).includes(entity.value)
  const day = candidate.date ? inChina(candidate.date)?.toISOString().slice(0, 10) : undefined
  if (!day) return false
  if (entity.kind === 'date') return day === entity.value
  const [from = '', to = ''] = entity.value.split('/')
  return entity.kind === 'date_range' && from <= day && day <= to
}

const wordsOf = (candidate: Candidate): string =>
  [
    candidate.option.label,
    candidate.option.description ?? '',
    ...stringsOf(candidate.item).filter((word) => !word.includes('/')),
  ]
    .join('|')
    .toLowerCase()

/** Only what it is called: in "cancel my order" the verb must not find a cancelled one. */
const namesOf = (candidate: Candidate): string => fieldsOf(candidate.item, /^name/).join('|').toLowerCase()

function fieldsOf(value: unknown, key: RegExp): string[] {
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' ? (key.test(name) ? [inner] : []) : fieldsOf(inner, key),
  )
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(stringsOf)
}

/** Length of the longest run they share: Chinese characters count one each, Latin and digits only as whole words. */
export function overlap(text: string, words: string): number {
  // Who names a thing does so early and in few words; the cost must not grow with what else is written.
  const lower = text.slice(0, 80).toLowerCase()
  let best = 0
  for (const run of lower.match(/\p{Script=Han}+/gu) ?? []) {
    for (let from = 0; from < run.length; from++) {
      for (let to = Math.min(run.length, from + 12); to - from > best; to--) {
        const piece = run.slice(from, to)
        if (!EMPTY.has(piece) && words.includes(piece)) best = to - from
      }
    }
  }
  const latin = (lower.match(/[a-z][a-z0-9]{2,}/g) ?? []).filter(
    (word) => !EMPTY.has(word) && new RegExp(`(?<![a-z])${word}(?![a-z])`).test(words),
  )
  return Math.max(best, latin.length * 2)
}
/** Words that every order or product has, so that they tell nothing. */
const EMPTY = new Set([
  '订单',
  '机器',
  '东西',
  '商品',
  '查询',
  '退款',
  '地址',
  'the',
  'one',
  'order',
  'that',
  'this',
  'for',
  'and',
  'with',
  'product',
  'yes',
  'refund',
  'pro',
])
