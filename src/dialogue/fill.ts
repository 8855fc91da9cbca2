import type { Flow, FlowSlot, Frame, SlotValue } from '#dialogue/contract.ts'
import { type Draft, label, scopeOf, tell } from '#dialogue/draft.ts'
import { holds } from '#dialogue/expression.ts'
import { addressLine, clip, FORMATS, maskPhone } from '#dialogue/format.ts'
import type { Reading } from '#dialogue/interpret.ts'
import { MAX_SLOT } from '#dialogue/state.ts'
import type { Entity } from '#understanding/contract.ts'

/** What a message brought: slots that are new or changed, and slots whose value was refused. */
export type Filled = { changed: string[]; refused: string[] }

/** Takes every slot of the flow a message speaks of, in any order; `expected` ones are read more generously. */
export function fillSlots(draft: Draft, frame: Frame, flow: Flow, reading: Reading, expected: string[]): Filled {
  const filled: Filled = { changed: [], refused: [] }
  const used = new Set<Entity>()
  const names = [...expected, ...Object.keys(flow.slots).filter((name) => !expected.includes(name))]
  for (const name of names) {
    const slot = flow.slots[name]
    if (!slot) continue
    const value = readSlot(draft, frame, slot, name, reading, expected, used)
    if (!value) continue
    const old = frame.slots[name]
    if (old && old.value === value.value && frame.reopened !== name) continue
    if (!isAllowed(draft, frame, slot, name, value)) filled.refused.push(name)
    else {
      setSlot(draft, frame, flow, name, value)
      filled.changed.push(name)
    }
  }
  // Who only sent a picture learns that it came, before what was asked is asked again.
  if (!reading.text && filled.changed.some((name) => flow.slots[name]?.kind === 'photos')) tell(draft, 'pictureCame')
  return filled
}

/** Puts a value into a slot: a confirmation given for the old one no longer counts. */
export function setSlot(draft: Draft, frame: Frame, flow: Flow, name: string, value: SlotValue): void {
  frame.slots[name] = { value: value.value.slice(0, MAX_SLOT * 2), shown: clip(value.shown, 200), seq: value.seq }
  frame.misses = 0
  frame.confirmed = null
  if (frame.reopened === name) frame.reopened = null
  const key = flow.slots[name]?.remember
  if (key && value.value) draft.state.memory[key] = { ...frame.slots[name] }
}

export const isFilled = (frame: Frame, flow: Flow, name: string): boolean =>
  name !== frame.reopened && (frame.slots[name] !== undefined || flow.slots[name]?.default !== undefined)

function readSlot(
  draft: Draft,
  frame: Frame,
  slot: FlowSlot,
  name: string,
  reading: Reading,
  expected: string[],
  used: Set<Entity>,
): SlotValue | null {
  const open = expected.includes(name) && !isFilled(frame, { slots: { [name]: slot } } as unknown as Flow, name)
  const written = reading.form?.values[name]?.trim()
  if (slot.kind === 'address') return readAddress(frame, name, reading, written)
  if (written) return made(slot, written, draft, reading.seq)
  if (reading.form) return null
  if (open && slot.optional && (reading.denies || reading.choice?.value === 'skip'))
    return { value: '', shown: label(draft, 'nothing'), seq: reading.seq }
  if (slot.kind === 'photos') return readPhotos(draft, frame, name, reading)
  if (slot.kind === 'enum') return readOption(draft, slot, reading, open, frame.slots[name] === undefined)
  if (reading.choice) return open ? made(slot, reading.choice.value, draft, reading.seq) : null
  const entity = pickEntity(slot, reading, used)
  if (entity && slot.kind !== 'text') {
    used.add(entity)
    return made(slot, entity.value, draft, reading.seq)
  }
  if (open) return readText(slot, reading, draft, expected.length)
  // What a pattern describes is also found when it was not asked for.
  const free = frame.slots[name] === undefined || reading.corrects
  return slot.opening && slot.pattern && free ? readText(slot, reading, draft, 0) : null
}

/** "Not E101 but E102": in a correction the last one named is meant. */
function pickEntity(slot: FlowSlot, reading: Reading, used: Set<Entity>): Entity | undefined {
  const fitting = reading.entities.filter((entity) => entity.kind === slot.kind && !used.has(entity))
  return reading.corrects ? fitting.at(-1) : fitting[0]
}

/** What the entity recogniser may miss when the question makes it plain. */
const SHAPES: Record<string, RegExp> = {
  order: /\b[a-z]{2}\d{8}\b/i,
  refund: /\brf\d{8}\b/i,
  phone: /(?<!\d)1[3-9]\d{9}(?!\d)/,
  email: /[\w.+-]+@[\w-]+(\.[\w-]+)+/,
  fault_code: /\be\d{2,3}\b/i,
  tax_number: /\b[0-9a-z]{15,20}\b/i,
}

function readText(slot: FlowSlot, reading: Reading, draft: Draft, asked: number): SlotValue | null {
  const { text } = reading
  if (!text) return null
  if (slot.pattern) {
    const match = new RegExp(slot.pattern, 'iu').exec(text.slice(0, 200))
    const value = match && (match.slice(1).find((group) => group !== undefined) ?? match[0])
    if (value) return made(slot, value.trim(), draft, reading.seq)
    if (asked === 0 || isStrict(slot.pattern)) return null
    const rest = reading.entities.reduce((left, entity) => left.replace(entity.text, ''), text)
    const name = rest.replace(/^[\s，,。;；]+|[\s，,。;；]+$/g, '')
    return name.length >= 2 && name.length <= 80 && !reading.affirms && !reading.denies && !reading.asks
      ? made(slot, name, draft, reading.seq)
      : null
  }
  const shape = SHAPES[slot.kind]?.exec(text)
  if (shape) return made(slot, shape[0], draft, reading.seq)
  if (slot.kind === 'person' && asked === 1 && text.length <= 20 && !/\d/.test(text))
    return made(slot, text, draft, reading.seq)
  if (slot.kind !== 'text' || reading.affirms || reading.denies || isBare(reading)) return null
  return made(slot, text.slice(0, MAX_SLOT), draft, reading.seq)
}

/** Without a group a pattern says what is valid, with one where the value stands. */
const isStrict = (pattern: string): boolean => !/\((?!\?)|\(\?</.test(pattern.replace(/\(\?<[!=]/g, ''))

/** Only a date, a number or an address: it answers another question than one for free words. */
function isBare(reading: Reading): boolean {
  const others = reading.entities.filter(
    (entity) => !['product', 'fault_code', 'number', 'ordinal'].includes(entity.kind),
  )
  const rest = others.reduce((text, entity) => text.replace(entity.text, ''), reading.text)
  return others.length > 0 && (rest.match(/[\p{L}]/gu) ?? []).length < 3
}

/** "I sent the wrong number" says that something was wrong, not what. */
const SLIP =
  /(订单号?|单号|号码?|地址|电话|照片|图片?|刚才|刚刚|我|原因|选项|抬头|税号|邮箱)[^，,。]{0,3}[发写填选说打弄搞输报]错了?|wrong (order|number|one|address|phone|e?-?mail)/gi

function readOption(draft: Draft, slot: FlowSlot, reading: Reading, open: boolean, free: boolean): SlotValue | null {
  const options = slot.options ?? []
  if (reading.choice) {
    const tapped = options.find((option) => option.value === reading.choice?.value)
    // "Yes" to a confirmation is no answer to a question that was not asked.
    return tapped && (open || (free && draft.state.expects?.kind !== 'confirm'))
      ? { value: tapped.value, shown: tapped.label[draft.state.language], seq: reading.seq }
      : null
  }
  if (!open && !free && !reading.corrects) return null
  const text = (reading.corrects ? reading.text.replace(SLIP, '') : reading.text).toLowerCase()
  const place = open ? ordinalOf(reading) : null
  if (place !== null) {
    const option = options.at(place > 0 ? place - 1 : place)
    if (option) return { value: option.value, shown: option.label[draft.state.language], seq: reading.seq }
  }
  const words = (index: number) =>
    [options[index]!.label.zh, options[index]!.label.en, ...options[index]!.words].map((word) => word.toLowerCase())
  let best: { index: number; length: number; at: number } | null = null
  for (let index = 0; index < options.length; index++) {
    for (const word of words(index)) {
      const at = text.lastIndexOf(word)
      // In a correction the last one named counts, else the longest word.
      if (at >= 0 && (!best || (reading.corrects ? at > best.at : word.length > best.length)))
        best = { index, length: word.length, at }
    }
  }
  if (!best) return null
  const option = options[best.index]!
  return { value: option.value, shown: option.label[draft.state.language], seq: reading.seq }
}

/** The n of "the second one", also as a bare figure when a list is on screen. */
export function ordinalOf(reading: Reading): number | null {
  if (reading.choice) return null
  const ordinal = reading.entities.find((entity) => entity.kind === 'ordinal')
  if (ordinal && Number.isInteger(Number(ordinal.value))) return Number(ordinal.value)
  const bare = /^(?:第|选|no\.? ?|number )?([1-9一二三四五六七八九])(?:个|号|项)?[.。]?$/i.exec(reading.text)
  return bare ? '一二三四五六七八九'.indexOf(bare[1]!) + 1 || Number(bare[1]) : null
}

function readPhotos(draft: Draft, frame: Frame, name: string, reading: Reading): SlotValue | null {
  if (reading.photos.length === 0) return null
  const before = frame.slots[name]?.value ? (JSON.parse(frame.slots[name].value) as string[]) : []
  const all = [...new Set([...before, ...reading.photos.map((photo) => photo.fileId)])].slice(-6)
  const shown =
    draft.state.language === 'zh' ? `${all.length} 张照片` : `${all.length} photo${all.length > 1 ? 's' : ''}`
  return { value: JSON.stringify(all), shown, seq: reading.seq }
}

const ADDRESS = ['province', 'city', 'district', 'detail'] as const
type Address = Partial<Record<(typeof ADDRESS)[number], string>>

/** Addresses come in pieces: a later street completes an earlier city. A new province or city starts a new one. */
function readAddress(frame: Frame, name: string, reading: Reading, written: string | undefined): SlotValue | null {
  const values = reading.form?.values
  const fromForm =
    values &&
    Object.fromEntries(
      ADDRESS.map((field) => [field, values[`${name}.${field}`]?.trim()] as const).filter(([, value]) => value),
    )
  const entity = reading.entities.findLast((one) => one.kind === 'address')
  const found: Address | null =
    fromForm && Object.keys(fromForm).length
      ? fromForm
      : entity
        ? parsed(entity.value)
        : written
          ? { detail: written }
          : null
  if (!found || Object.keys(found).length === 0) return null
  const old = frame.slots[name] ? parsed(frame.slots[name].value) : {}
  const fresh = fromForm || (found.city && found.detail) || (found.province && found.city)
  const merged: Address = fresh ? found : { ...old, ...found }
  const value = Object.fromEntries(
    ADDRESS.map((field) => [field, (merged[field] ?? '').slice(0, 120)]).filter(([, part]) => part),
  )
  return { value: JSON.stringify(value), shown: addressLine(value), seq: reading.seq }
}

function parsed(value: string): Address {
  try {
    const address: unknown = JSON.parse(value)
    return address && typeof address === 'object' ? (address as Address) : { detail: value }
  } catch {
    return { detail: value }
  }
}

export const isCompleteAddress = (value: string): boolean => {
  const { province, city, district, detail } = parsed(value)
  return Boolean(detail && (city || province || district))
}

function made(slot: FlowSlot, raw: string, draft: Draft, seq: number): SlotValue {
  const upper = ['order', 'tracking', 'refund', 'fault_code', 'tax_number'].includes(slot.kind)
  const value = upper ? raw.toUpperCase() : slot.kind === 'email' ? raw.toLowerCase() : raw
  const context = { language: draft.state.language, terms: {} }
  const shown =
    slot.kind === 'phone'
      ? maskPhone(value)
      : slot.kind === 'date'
        ? `${FORMATS.date!(value, '', context)} ${FORMATS.weekday!(value, '', context)}`.trim()
        : value
  return { value: value.slice(0, MAX_SLOT), shown, seq }
}

function isAllowed(draft: Draft, frame: Frame, slot: FlowSlot, name: string, value: SlotValue): boolean {
  if (!value.value) return slot.optional
  if (slot.kind === 'enum') return (slot.options ?? []).some((option) => option.value === value.value)
  const shape = SHAPES[slot.kind]
  if (shape && slot.kind !== 'order' && !shape.test(value.value))
    return slot.kind === 'phone' && /^[\d +-]{7,20}$/.test(value.value)
  if (slot.kind === 'date' && Number.isNaN(Date.parse(value.value))) return false
  if (slot.pattern && isStrict(slot.pattern) && !new RegExp(slot.pattern, 'iu').test(value.value)) return false
  if (!slot.rule) return true
  const scope = scopeOf(draft, { ...frame, slots: { ...frame.slots, [name]: value } })
  return holds(slot.rule, { ...scope, value: value.value })
}
