import type { FormField, Option, Part } from '#conversations/contract.ts'
import { toldOfAbsent } from '#dialogue/absent.ts'
import { requestCall } from '#dialogue/call.ts'
import { byMention, type Candidate } from '#dialogue/choose.ts'
import type { Flow, Frame, StepOf } from '#dialogue/contract.ts'
import {
  choices,
  type Draft,
  decided,
  humanOption,
  label,
  readerOf,
  scopeOf,
  sentence,
  speak,
  tell,
} from '#dialogue/draft.ts'
import { holds, readValue } from '#dialogue/expression.ts'
import { isCompleteAddress, isFilled, setSlot } from '#dialogue/fill.ts'
import { clip, FORMATS, inChina } from '#dialogue/format.ts'
import { fill, renderOptions, renderParts, say, textPart } from '#dialogue/render.ts'
import { type Move, onwards } from '#dialogue/walk.ts'

type Collect = StepOf<'collect'>

/** Asks for what is missing; what is known already is passed over in silence. */
export function collect(draft: Draft, frame: Frame, flow: Flow, step: Collect): Move {
  const missing = step.slots.filter((name) => !isReady(frame, flow, name))
  if (missing.length === 0) return onwards(flow, step)
  if (step.candidates) return choose(draft, frame, flow, step, missing[0]!)
  ask(draft, frame, flow, step, missing, [])
  return 'wait'
}

export const isReady = (frame: Frame, flow: Flow, name: string): boolean =>
  isFilled(frame, flow, name) &&
  (flow.slots[name]?.kind !== 'address' || isCompleteAddress(frame.slots[name]?.value ?? ''))

/** The things to choose from, once the list was fetched; `null` before. */
export function candidatesOf(
  draft: Draft,
  frame: Frame,
  step: Collect,
): { all: Candidate[]; fitting: Candidate[] } | null {
  const list = step.candidates && draft.engine.wording.lists[step.candidates.list]
  const saved = list && frame.results[`list_${step.candidates!.list}`]
  if (!list || saved === undefined) return null
  const scope = scopeOf(draft, frame)
  const reader = readerOf(draft)
  const items = saved && typeof saved === 'object' ? readValue(list.path, saved as Record<string, unknown>) : []
  const candidate = (item: unknown): Candidate => {
    const inner = { ...scope, item }
    const description = list.description ? clip(say(list.description, inner, reader), 300) : ''
    const image = list.image ? fill(list.image, inner, reader).slice(0, 500) : ''
    const value = fill(list.value, inner, reader).slice(0, 200)
    const shown = clip(say(list.label, inner, reader), 200) || value
    const date = list.date ? readValue(list.date, inner) : null
    return {
      option: { value, label: shown, ...(description && { description }), ...(image && { image }) },
      item,
      date: date ? String(date) : null,
    }
  }
  const all = (Array.isArray(items) ? items : []).map(candidate).filter(({ option }) => option.value)
  const { where } = step.candidates!
  return { all, fitting: where ? all.filter(({ item }) => holds(where, { ...scope, item })) : all }
}

function choose(draft: Draft, frame: Frame, flow: Flow, step: Collect, slot: string): Move {
  const { list: name, none, auto, input } = step.candidates!
  const found = candidatesOf(draft, frame, step)
  if (!found) {
    const list = draft.engine.wording.lists[name]
    if (!list) return { go: none }
    requestCall(draft, frame, { action: list.action, input, filler: null })
    return 'wait'
  }
  const reopened = frame.reopened === slot
  const before = frame.slots[slot]?.value
  const fitting = reopened ? found.fitting.filter(({ option }) => option.value !== before) : found.fitting
  const first = frame.misses === 0 && !reopened
  const named = first ? byMention(found.all, frame.mentions, frame.opening) : []
  const wanted = named.filter((one) => fitting.includes(one))
  // The one that was named counts even when it does not qualify: the flow explains why, instead of taking another.
  const sure = wanted.length === 1 ? wanted[0] : wanted.length === 0 && named.length === 1 ? named[0] : undefined
  const asked = frame.misses === 0 && !mentionsThing(frame)
  const only = auto && fitting.length === 1 && (wanted.length === 1 || asked) ? fitting[0] : undefined
  const held = first && named.length === 0 ? remembered(draft, flow, slot) : undefined
  const preferred =
    held &&
    (fitting.find(({ option }) => option.value === held) ??
      (fitting.length ? undefined : found.all.find(({ option }) => option.value === held)))
  const taken = sure ?? preferred ?? only
  if (!taken && first && named.length === 0 && fitting.length && toldOfAbsent(draft, frame, found.all)) return 'wait'
  if (taken) {
    setSlot(draft, frame, flow, slot, { value: taken.option.value, shown: taken.option.label, seq: draft.seq })
    return { go: step.id }
  }
  if (fitting.length === 0) {
    if (!reopened) return { go: none }
    tell(draft, 'onlyOne')
    frame.reopened = null
    return { go: step.id }
  }
  ask(draft, frame, flow, step, [slot], wanted.length ? wanted : fitting)
  return 'wait'
}

/** How many messages a thing stays the one talked about, when it is among those to choose from. */
const FRESH = 12

function remembered(draft: Draft, flow: Flow, slot: string): string | undefined {
  const key = flow.slots[slot]?.remember
  const held = key ? draft.state.memory[key] : undefined
  return held && draft.state.lastFlow !== flow.id && draft.seq - held.seq <= FRESH ? held.value : undefined
}

/** A product or number that none of the candidates is must not be replaced by the only one there is. */
const mentionsThing = (frame: Frame): boolean =>
  frame.mentions.some((entity) => ['order', 'product', 'tracking'].includes(entity.kind))

/** Says the question and notes what is waited for. The wording changes when it was not understood. */
export function ask(
  draft: Draft,
  frame: Frame,
  flow: Flow,
  step: Collect,
  missing: string[],
  candidates: Candidate[],
): void {
  const reader = readerOf(draft)
  const scope = scopeOf(draft, frame)
  const slot = missing[0]!
  const spec = flow.slots[slot]
  const partly = missing.length < step.slots.length
  const again = frame.misses > 0 ? (step.reask ?? step.ask) : step.ask
  const question =
    spec?.kind === 'address' && frame.slots[slot] && frame.reopened !== slot
      ? sentence(draft, 'incompleteAddress')
      : partly && frame.misses === 0
        ? sentence(draft, 'stillNeeded', { slots: namesOf(draft, flow, missing) })
        : say(again, scope, reader)
  speak(draft, [...renderParts(step.show, scope, reader), ...textPart(question)])
  const options = optionsFor(draft, frame, flow, step, slot, candidates)
  const formSlots = step.form?.slots.filter((name) => !isReady(frame, flow, name)) ?? []
  if (step.form && formSlots.length) speak(draft, [formPart(draft, frame, flow, step, formSlots)])
  if (frame.misses >= 2) options.push(humanOption(draft))
  speak(draft, choices(options))
  draft.state.expects = candidates.length
    ? { kind: 'candidates', slot, options: options.map(({ value, label: shown }) => ({ value, label: shown })) }
    : { kind: 'slot', slot }
  frame.replaying = false
  decided(draft, 'asked')
}

function optionsFor(
  draft: Draft,
  frame: Frame,
  flow: Flow,
  step: Collect,
  slot: string,
  candidates: Candidate[],
): Option[] {
  const spec = flow.slots[slot]
  const most = draft.world.customer.elderly ? 4 : 8
  if (candidates.length) return candidates.slice(0, most).map(({ option }) => option)
  const skip: Option[] = spec?.optional
    ? [{ value: 'skip', label: label(draft, spec.kind === 'photos' ? 'noPhotos' : 'skip') }]
    : []
  if (spec?.options) return [...renderOptions(spec.options, scopeOf(draft, frame), readerOf(draft)), ...skip]
  if (step.suggest_days && spec?.kind === 'date') return comingDays(draft, step.suggest_days)
  return skip
}

function comingDays(draft: Draft, count: number): Option[] {
  const today = inChina(draft.world.now.toISOString())!
  const context = { language: draft.state.language, terms: {} }
  return Array.from({ length: count }, (_, index) => {
    const value = new Date(today.getTime() + (index + 1) * 86_400_000).toISOString().slice(0, 10)
    return { value, label: `${FORMATS.date!(value, '', context)} ${FORMATS.weekday!(value, '', context)}` }
  })
}

const namesOf = (draft: Draft, flow: Flow, slots: string[]): string =>
  slots
    .map((name) => flow.slots[name]?.title[draft.state.language] ?? name)
    .join(draft.state.language === 'zh' ? '、' : ', ')

const FIELD_KINDS: Record<string, FormField['kind']> = { phone: 'phone', email: 'email', date: 'date', enum: 'select' }

function formPart(draft: Draft, frame: Frame, flow: Flow, step: Collect, slots: string[]): Part {
  const { language } = draft.state
  const fields = slots.flatMap((name): FormField[] => {
    const spec = flow.slots[name]!
    const required = !spec.optional && spec.default === undefined
    if (spec.kind === 'address') {
      const known = frame.slots[name] ? (JSON.parse(frame.slots[name].value) as Record<string, string>) : {}
      return (['province', 'city', 'district', 'detail'] as const).map((field) => ({
        name: `${name}.${field}`,
        label: label(draft, field),
        kind: 'text' as const,
        required: required && field !== 'district',
        ...(known[field] && { value: known[field] }),
      }))
    }
    const options = spec.options && renderOptions(spec.options, scopeOf(draft, frame), readerOf(draft))
    return [
      {
        name,
        label: clip(spec.title[language], 80),
        kind: FIELD_KINDS[spec.kind] ?? 'text',
        required,
        ...(options && { options }),
      },
    ]
  })
  const form = step.form!
  return {
    kind: 'form',
    formId: `${flow.id}.${step.id}`.slice(0, 64),
    title: clip(form.title[language], 200),
    fields: fields.slice(0, 12),
    submit: clip(form.submit[language], 40),
  }
}
