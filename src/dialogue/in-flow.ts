import { meansOtherProduct } from '#dialogue/absent.ts'
import { rewind } from '#dialogue/call.ts'
import { byMention, chooseFrom, numberNaming } from '#dialogue/choose.ts'
import { ask, candidatesOf, isReady } from '#dialogue/collect.ts'
import type { Flow, Frame, StepOf } from '#dialogue/contract.ts'
import { correct, isFilled, namedSlot, reopen } from '#dialogue/correct.ts'
import {
  choices,
  type Draft,
  decided,
  humanOption,
  readerOf,
  scopeOf,
  sentence,
  speak,
  stepOf,
  tell,
  titleOf,
} from '#dialogue/draft.ts'
import { fillSlots, setSlot } from '#dialogue/fill.ts'
import type { Reading } from '#dialogue/interpret.ts'
import { ALL, leave, leaves } from '#dialogue/leave.ts'
import { mendNumber } from '#dialogue/mend-number.ts'
import { takeOtherTask } from '#dialogue/other-task.ts'
import { say, textPart } from '#dialogue/render.ts'
import { MAX_SLOT } from '#dialogue/state.ts'
import { keepLeftovers } from '#dialogue/topics.ts'
import { nextStep } from '#dialogue/walk.ts'

/** What an answer came to: taken (walk on), said (all is said already), refused (a value that will not do), or not an answer. */
export type Answer = 'taken' | 'said' | 'refused' | 'no'

/** Reads a message as the answer to what the running flow asked. */
export function answerInFlow(draft: Draft, frame: Frame, flow: Flow, reading: Reading): Answer {
  if (leaves(flow, reading)) return cancel(draft, frame, flow, reading)
  const fix = reading.choice?.value.startsWith('fix:') ? reading.choice.value.slice(4) : ''
  if (fix && flow.slots[fix]) {
    reopen(draft, frame, flow, fix)
    return 'taken'
  }
  if (reading.form && reading.form.formId.split('.')[0] !== flow.id) return 'no'
  if (reading.choice && /^(flow|intent|article):/.test(reading.choice.value)) return 'no'
  const step = stepOf(flow, frame.step)
  if (step?.kind === 'confirm') return answerConfirm(draft, frame, flow, step, reading)
  return step?.kind === 'collect' ? answerCollect(draft, frame, flow, step, reading) : 'no'
}

function cancel(draft: Draft, frame: Frame, flow: Flow, reading: Reading): Answer {
  leave(draft, frame, flow, ALL.test(reading.text))
  if (draft.state.stack.length) return 'taken'
  tell(draft, 'anythingElse')
  return 'said'
}

function answerConfirm(draft: Draft, frame: Frame, flow: Flow, step: StepOf<'confirm'>, reading: Reading): Answer {
  const filled = fillSlots(draft, frame, flow, reading, [])
  if (filled.changed.length || mendNumber(draft, frame, flow, reading)) {
    rewind(frame, flow)
    return 'taken'
  }
  if (filled.refused.length) return refuse(draft, frame, flow, filled.refused)
  // "What should be changed?" — "The address."
  const named = draft.state.expects?.kind === 'candidates' ? namedSlot(frame, flow, reading) : null
  if (named) {
    reopen(draft, frame, flow, named)
    return 'taken'
  }
  if (reading.denies && step.no) {
    frame.step = step.no
    return 'taken'
  }
  if (takeOtherTask(draft, frame, flow, reading)) return 'taken'
  if (reading.corrects || reading.denies || (reading.other && !reading.asks)) {
    correct(draft, frame, flow, reading)
    return frame.replaying ? 'taken' : 'said'
  }
  if (!reading.affirms) return 'no'
  // A yes counts only as the answer to what was read back, not to another question asked in between.
  if (draft.state.expects?.kind !== 'confirm') return draft.state.expects?.kind === 'candidates' ? 'taken' : 'no'
  frame.confirmed = step.id
  frame.step = nextStep(flow, step) ?? ''
  return 'taken'
}

function answerCollect(draft: Draft, frame: Frame, flow: Flow, step: StepOf<'collect'>, reading: Reading): Answer {
  const missing = step.slots.filter((name) => !isReady(frame, flow, name))
  const slot = missing[0] ?? step.slots[0]!
  const picked = step.candidates ? pick(draft, frame, flow, step, slot, reading) : 'no'
  if (picked !== 'no') return picked
  const key = flow.slots[slot]?.remember
  const held = key && reading.refersOnly ? draft.state.memory[key] : undefined
  if (held && frame.reopened !== slot) {
    setSlot(draft, frame, flow, slot, { ...held, seq: reading.seq })
    return 'taken'
  }
  const open = flow.slots[slot]?.kind === 'text' && !flow.slots[slot]?.pattern
  if (open && isQuestion(draft, reading)) return 'no'
  const before = new Set(Object.keys(frame.slots))
  // What stands in a list is chosen from it; other words are no such thing.
  const listed = step.candidates && draft.state.expects?.kind === 'candidates' && flow.slots[slot]?.kind === 'text'
  const filled = fillSlots(draft, frame, flow, reading, listed ? missing.filter((name) => name !== slot) : missing)
  if (filled.changed.length) {
    keepStory(draft, frame, flow, reading)
    keepLeftovers(draft, reading)
    // What was not asked for may make the question needless: "how much?" — "3000".
    const elsewhere = !filled.changed.some((name) => step.slots.includes(name))
    if (elsewhere) noteDown(draft, frame, flow, filled.changed)
    if (elsewhere || filled.changed.some((name) => before.has(name))) rewind(frame, flow)
    return 'taken'
  }
  if (filled.refused.length) return refuse(draft, frame, flow, filled.refused)
  if (takeOtherTask(draft, frame, flow, reading)) return 'taken'
  if (reading.corrects || (reading.other && !step.candidates)) {
    // Nothing was said yet that could be wrong.
    if (frame.reopened || !isFilled(frame, flow)) return 'no'
    correct(draft, frame, flow, reading)
    return frame.replaying ? 'taken' : 'no'
  }
  if (keepOld(frame, flow, reading) || meansOtherProduct(draft, frame, reading)) return 'taken'
  return !open && FORGOT.test(reading.text) && reading.text.length <= 24 ? goOnWithout(draft) : 'no'
}

/** What was told before it was asked for is said back, since the same question may come again. */
function noteDown(draft: Draft, frame: Frame, flow: Flow, names: string[]): void {
  const told = names.filter((name) => !flow.slots[name]!.secret && flow.slots[name]!.kind !== 'photos')
  const values = told.map((name) => frame.slots[name]!.shown).filter((shown) => shown && shown.length <= 40)
  if (values.length) tell(draft, 'noted', { values: values.join(draft.state.language === 'zh' ? '、' : ', ') })
}

const FORGOT =
  /忘了|忘记|不记得|记不得|记不清|想不起|找不到|不知道|(?:没有?|哪有)(?:单号|订单号|号码)|don'?t (?:know|remember|have)|forgot|can'?t (?:find|remember)|no idea/i

/** Who does not have what is asked for can get on with a person; the question stands. */
function goOnWithout(draft: Draft): Answer {
  tell(draft, 'withoutIt')
  speak(draft, choices([humanOption(draft)]))
  decided(draft, 'asked')
  return 'said'
}

/** "No, leave it" while a slot is asked again: the old value stands. */
function keepOld(frame: Frame, flow: Flow, reading: Reading): boolean {
  if (!frame.reopened || !reading.denies) return false
  frame.reopened = null
  rewind(frame, flow)
  return true
}

/** An answer to a list of candidates, by number, by name or by what they are. */
function pick(draft: Draft, frame: Frame, flow: Flow, step: StepOf<'collect'>, slot: string, reading: Reading): Answer {
  const found = candidatesOf(draft, frame, step)
  const { expects } = draft.state
  if (!found || expects?.kind !== 'candidates') return 'no'
  const on = expects.options.map((option) => option.value)
  const shown = found.fitting.filter(({ option }) => on.includes(option.value))
  const fitting = chooseFrom(shown, reading)
  // One that is not offered but plainly named is taken too: the flow tells why it does not qualify.
  const chosen = fitting.length ? fitting : byMention(found.all, reading.entities, '')
  const one = chosen.length === 1 ? chosen[0] : reading.affirms && shown.length === 1 ? shown[0] : undefined
  if (one) {
    const again = frame.slots[slot] !== undefined
    setSlot(draft, frame, flow, slot, { value: one.option.value, shown: one.option.label, seq: reading.seq })
    const number = numberNaming(one, reading.text)
    const entities = reading.entities.filter(
      (entity) => entity.kind !== flow.slots[slot]?.kind && !(number && entity.text.includes(number)),
    )
    const text = number ? reading.text.replace(number, '') : reading.text
    fillSlots(draft, frame, flow, { ...reading, text, entities }, [])
    keepLeftovers(draft, reading)
    if (again) rewind(frame, flow)
    return 'taken'
  }
  if (chosen.length > 1 && chosen.length < shown.length) {
    ask(draft, frame, flow, step, [slot], chosen)
    return 'said'
  }
  return 'no'
}

/** What the customer tells along with an answer belongs to the description begun with the first words. */
function keepStory(draft: Draft, frame: Frame, flow: Flow, reading: Reading): void {
  if (reading.choice || reading.form) return
  const name = Object.keys(flow.slots).find((one) => flow.slots[one]!.kind === 'text' && flow.slots[one]!.opening)
  const told = name ? frame.slots[name] : undefined
  if (!name || !told?.value || told.seq === reading.seq) return
  const rest = reading.entities.reduce((text, entity) => text.replace(entity.text, ''), reading.text)
  if ((rest.match(/\p{Script=Han}|[a-z']+/giu) ?? []).length < 8) return
  const link = /[。！？!?.;；]$/.test(told.value) ? '' : draft.state.language === 'zh' ? '；' : '; '
  const value = `${told.value}${link}${reading.text}`.slice(0, MAX_SLOT)
  setSlot(draft, frame, flow, name, { value, shown: value.slice(0, 100), seq: told.seq })
}

/** Free text takes anything but a plain question that the knowledge base answers well. */
function isQuestion(draft: Draft, reading: Reading): boolean {
  if (!reading.asks || reading.text.length > 40) return false
  return (draft.world.search(reading.text, draft.state.language)[0]?.score ?? 0) >= 0.8
}

function refuse(draft: Draft, frame: Frame, flow: Flow, slots: string[]): Answer {
  const slot = flow.slots[slots[0]!]!
  const invalid = slot.invalid && say(slot.invalid, scopeOf(draft, frame), readerOf(draft))
  speak(draft, textPart(invalid ?? sentence(draft, 'invalid', { slot: titleOf(draft, slot) })))
  return 'refused'
}
