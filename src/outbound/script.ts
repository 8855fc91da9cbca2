import { OPT_OUT_KEY, type Outcome, type Question } from '#outbound/contract.ts'
import { heardNothing, hearOut, type Listening } from '#outbound/machine-detection.ts'
import { ALWAYS, asksAgain, asksForPerson, type OutboundLanguage, says, stopsCalls } from '#outbound/wording.ts'
import { saysGoodbye } from '#voice/closing-words.ts'
import type { StepHints } from '#voice/contract.ts'
import { isBackChannel } from '#voice/hesitation.ts'
import type { CallScript, ScriptStep } from '#voice/script-talk.ts'

/** What one person is told and asked. */
export type Plan = {
  language: OutboundLanguage
  house: string
  text: string
  questions: readonly Question[]
  closing: string
  machine: 'hang-up' | 'leave-message'
}

export type ScriptState = {
  /** The question that is open; `text` while none is, `over` once goodbye is said. */
  at: 'text' | number | 'over'
  /** What had to be said was heard, or answered. */
  heard: boolean
  missed: number
  answers: Readonly<Record<string, string>>
  optedOut: 'key' | 'words' | null
}
export type ScriptEvent =
  | { kind: 'told'; text: string }
  | { kind: 'pressed'; key: string }
  | { kind: 'gave-up' }
  | { kind: 'heard' }

type Moved = { state: ScriptState; step: ScriptStep }

/** A question is asked again once. */
const MOST_MISSED = 1

export function beginScript(plan: Plan): Moved {
  const state: ScriptState = {
    at: plan.questions.length ? 0 : 'text',
    heard: false,
    missed: 0,
    answers: {},
    optedOut: null,
  }
  return { state, step: { say: opening(plan), next: 'listen' } }
}

const opening = (plan: Plan): string[] => [
  says('identity', plan.language, { house: plan.house }),
  plan.text,
  says('opt-out', plan.language),
  ...(plan.questions[0] ? [asked(plan.questions[0], plan.language)] : []),
]

/** One step of a call. Pure; opting out and asking for a person come before everything else. */
export function followScript(plan: Plan, state: ScriptState, event: ScriptEvent): Moved {
  const { language } = plan
  if (event.kind === 'heard') return { state: { ...state, heard: true }, step: { say: [], next: 'listen' } }
  const stops = event.kind === 'pressed' ? event.key === OPT_OUT_KEY : event.kind === 'told' && stopsCalls(event.text)
  if (stops) {
    const optedOut = event.kind === 'pressed' ? 'key' : 'words'
    return { state: { ...state, at: 'over', optedOut }, step: { say: [says('opted-out', language)], next: 'hang-up' } }
  }
  if (state.at === 'over') return { state, step: { say: [], next: 'hang-up' } }
  const wantsPerson = event.kind === 'pressed' ? event.key === '0' : event.kind === 'told' && asksForPerson(event.text)
  if (wantsPerson) return { state: { ...state, at: 'over', heard: true }, step: { say: [], next: 'person' } }
  if (event.kind === 'told' && asksAgain(event.text))
    return { state, step: { say: current(plan, state), next: 'listen' } }
  return state.at === 'text' ? afterText(plan, state, event) : answered(plan, state, state.at, event)
}

const current = (plan: Plan, { at }: ScriptState): readonly string[] =>
  typeof at === 'number' && at > 0 ? [asked(plan.questions[at]!, plan.language)] : opening(plan)

/** What he says to a greeting or a reminder: thanks end it, anything else is for the assistant. */
function afterText(plan: Plan, state: ScriptState, event: ScriptEvent): Moved {
  if (event.kind !== 'told' || isBackChannel(event.text, false) || saysGoodbye(event.text)) return closing(plan, state)
  // Whoever spoke over the beginning has not heard it yet.
  if (!state.heard && state.missed < MOST_MISSED)
    return { state: { ...state, missed: state.missed + 1 }, step: { say: [plan.text], next: 'listen' } }
  return { state: { ...state, at: 'over', heard: true }, step: { say: [], next: 'assistant' } }
}

function answered(plan: Plan, state: ScriptState, n: number, event: ScriptEvent): Moved {
  const { id, choices } = plan.questions[n]!
  const chosen = choices.find((choice) =>
    event.kind === 'pressed' ? choice.key === event.key : event.kind === 'told' && means(choice, event.text),
  )
  if (chosen) {
    const answers = { ...state.answers, [id]: chosen.key }
    return ask(plan, { ...state, answers, heard: true, missed: 0 }, n + 1)
  }
  if (event.kind === 'told' && saysGoodbye(event.text)) return closing(plan, state)
  if (state.missed < MOST_MISSED) {
    const say = [says('again', plan.language), asked(plan.questions[n]!, plan.language)]
    return { state: { ...state, missed: state.missed + 1 }, step: { say, next: 'listen' } }
  }
  // Whoever answers nothing at all is not asked to the end.
  const silent = Object.keys(state.answers).length === 0
  return silent ? closing(plan, state) : ask(plan, { ...state, missed: 0 }, n + 1)
}

function ask(plan: Plan, state: ScriptState, n: number): Moved {
  const next = plan.questions[n]
  if (!next) return closing(plan, state)
  return { state: { ...state, at: n }, step: { say: [asked(next, plan.language)], next: 'listen' } }
}

function closing(plan: Plan, state: ScriptState): Moved {
  const usual = says(Object.keys(state.answers).length ? 'thanks' : 'goodbye', plan.language)
  return { state: { ...state, at: 'over' }, step: { say: [plan.closing || usual], next: 'hang-up' } }
}

function asked({ text, choices }: Question, language: OutboundLanguage): string {
  const listed = choices.map(({ key, label }) => says('choice', language, { key, label: inWords(label, language) }))
  const [comma, stop] = language === 'zh' ? ['，', '。'] : [', ', '.']
  return `${inWords(text, language)} ${listed.join(comma)}${stop}`
}

const inWords = (text: { zh: string; en: string }, language: OutboundLanguage): string =>
  text[language] || text.zh || text.en

const plain = (text: string) => text.replace(/[\s，。、,.!！?？]/g, '').toLowerCase()
const NUMBERS = ['', '一|壹|one', '二|两|two', '三|three', '四|four', '五|five', '六|six', '七|seven', '八|eight']

/** By its key as a number, or by one of its words; a longer word of another choice does not count for a shorter one. */
function means({ key, label, words }: Question['choices'][number], text: string): boolean {
  const said = plain(text)
  if (new RegExp(`^(?:选|第|按)?(?:${key}|${NUMBERS[Number(key)]})(?:个|分|号)?$`).test(said)) return true
  return [label.zh, label.en, ...words].some((word) => {
    const wanted = plain(word)
    return (
      wanted !== '' &&
      (said === wanted ||
        said === `${wanted}的` ||
        new RegExp(`^(?:我|很|觉得|选|是|非常)*${escaped(wanted)}(?:的|吧|了|啊)*$`).test(said))
    )
  })
}

const escaped = (text: string) => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')

/** What the call came to as far as the script can tell. */
export type ScriptResult = { outcome: Outcome; answers: Record<string, string>; optedOut: ScriptState['optedOut'] }

/** The script of one call, from the first sound of the other end on. */
export function openScript(plan: Plan): CallScript & { result(): ScriptResult } {
  let listening: Listening = heardNothing
  let state: ScriptState | null = null
  const byMachine = () => listening.kind === 'machine' || listening.kind === 'greeting'
  const move = (event: ScriptEvent): ScriptStep => {
    if (!state || byMachine()) return { say: [], next: 'hang-up' }
    const moved = followScript(plan, state, event)
    state = moved.state
    return moved.step
  }
  return {
    ready(speaking) {
      listening = hearOut(listening, speaking)
      if (listening.kind === 'greeting') return plan.machine === 'hang-up'
      return listening.kind !== 'listening'
    },
    begin() {
      const begun = beginScript(plan)
      state = begun.state
      if (!byMachine()) return begun.step
      const message = [says('identity', plan.language, { house: plan.house }), plan.text]
      return { say: plan.machine === 'leave-message' ? message : [], next: 'hang-up' }
    },
    told: (text) => move({ kind: 'told', text }),
    pressed: (keys) => move({ kind: 'pressed', key: keys.slice(-1) }),
    reclaims: stopsCalls,
    gaveUp: () => move({ kind: 'gave-up' }),
    heard: () => void move({ kind: 'heard' }),
    hints: () => hintsOf(plan, state, byMachine()),
    result() {
      const { optedOut = null, answers = {}, heard = false } = state ?? {}
      const outcome = optedOut ? 'opted-out' : byMachine() ? 'machine' : heard ? 'reached' : 'hung-up'
      return { outcome, answers, optedOut }
    },
  }
}

/** After the text nobody is waited for as long as after a question. */
const AFTER_TEXT_MS = 3500
const AFTER_QUESTION_MS = 6000

function hintsOf({ questions, language }: Plan, state: ScriptState | null, machine: boolean): StepHints {
  const open = typeof state?.at === 'number' ? questions[state.at] : undefined
  const words = open?.choices.flatMap(({ label, words }) => [label[language], ...words]).filter(Boolean) ?? []
  const over = machine || state?.at === 'over'
  return {
    expects: open ? 'choice' : 'anything',
    phrases: over ? [] : [...words, ...ALWAYS[language]],
    digits: 0,
    own: {
      bargeIn: over ? 'off' : 'both',
      noInputMs: open ? AFTER_QUESTION_MS : AFTER_TEXT_MS,
      ...{ retries: 0, keys: 1 },
    },
  }
}
