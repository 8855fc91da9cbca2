import { choices, type Draft, decided, humanOption, readerOf, speak, tell } from '#dialogue/draft.ts'
import { handOver } from '#dialogue/hand-over.ts'
import type { Reading } from '#dialogue/interpret.ts'
import { say } from '#dialogue/render.ts'
import { planTurn, sayFirst } from '#dialogue/strategy.ts'
import { HURTING } from '#emotion/fold.ts'

/** What goes before everything else: a person is asked for, an accident, a threat, an abused or angry tone. True when it was dealt with. */
export function applyPolicy(draft: Draft, reading: Reading): boolean {
  const sensitive = reading.choice
    ? undefined
    : draft.engine.wording.sensitive.find((one) => new RegExp(one.pattern, 'iu').test(reading.text))
  planTurn(draft, reading, sensitive !== undefined)
  if (sensitive) {
    const text = sensitive.text && say(sensitive.text, {}, readerOf(draft))
    handOver(draft, {
      reason: 'sensitive',
      skill: sensitive.skill ?? null,
      priority: 5,
      wants: reading.text,
      ...(text ? { text } : { sentence: 'handOverSensitive' as const }),
    })
    return true
  }
  if (reading.asksHuman) {
    handOver(draft, {
      reason: 'requested',
      skill: null,
      wants: reading.choice || reading.text.length < 6 || draft.state.stack.length ? '' : reading.text,
    })
    return true
  }
  return treat(draft, reading) ?? cool(draft, reading)
}

/** What the strategy asks for goes before the engine's own manners; undefined leaves it to them. */
function treat(draft: Draft, reading: Reading): boolean | undefined {
  const { plan } = draft
  // Abuse has manners of its own.
  if (!plan || reading.intents[0]?.id === 'abuse') return undefined
  const { serve, skill } = plan.treat
  if (serve !== 'bot' && needsPerson(draft, reading)) {
    const first = sayFirst(draft)
    const words = first ? { text: ' ' } : {}
    handOver(draft, { reason: 'sensitive', skill, wants: reading.text, ...words })
    return true
  }
  // Words that promise a person are not said where the bot goes on.
  if (serve !== 'bot' || !isHurt(reading) || !sayFirst(draft)) return undefined
  // He has been answered as a person; now to what he wants.
  draft.state.heat = Math.max(1, draft.state.heat)
  return false
}

/** Among words of rage a task must be this plain. */
const SURELY = 0.86

/**
 * Who is furious and asks for nothing the bot could surely do needs a person, and so does whoever is angry a second time.
 * In the middle of a task only rage counts, and not where it tells of that task: it may well be its answer.
 */
function needsPerson(draft: Draft, reading: Reading): boolean {
  const { label, level } = reading.understanding.emotion
  const { byIntent } = draft.engine
  const best = reading.intents[0]
  if (label !== 'anger' || !isHurt(reading) || !/\p{L}/u.test(reading.text)) return false
  const running = draft.state.stack.length > 0
  if (draft.state.heat > 0 && (!running || level === 'high')) return true
  const asksTask = best !== undefined && best.confidence >= SURELY && byIntent.has(best.id)
  const tells = running && best !== undefined && byIntent.get(best.id)?.id === draft.state.stack.at(-1)!.flow
  return level === 'high' && !asksTask && !reading.asks && !tells
}

/** The message itself hurts, not only those before it; a word in passing is no feeling to answer. */
const isHurt = (reading: Reading): boolean => {
  const { choice, understanding } = reading
  return !choice && HURTING.has(understanding.emotion.label) && understanding.emotion.level !== 'low' && !isDry(reading)
}

/** So short is an order: 我要退票. */
const SHORT = 6

/** Words that would hurt elsewhere: in a name (扫拖机器人), in a bare order, in leaving it be (算了不退了). */
function isDry({ text, entities, intents, cancels, understanding }: Reading): boolean {
  const { label, because } = understanding.emotion
  if (label === 'anger') return false
  const named = ({ start, end }: { start: number; end: number }) =>
    entities.some((one) => one.kind === 'product' && one.start <= start && one.end >= end)
  const orders = text.length <= SHORT && (intents[0]?.confidence ?? 0) >= SURELY && !/[!！]/.test(text)
  return cancels || orders || (because.length > 0 && because.every(named))
}

/** One angry message is met with calm and an offer, a second one with a person. */
function cool(draft: Draft, reading: Reading): boolean {
  const abusive = reading.intents[0]?.id === 'abuse' && reading.intents[0].confidence >= draft.engine.thresholds.intent
  const { emotion } = reading.understanding
  const angry = emotion.label === 'anger' && emotion.level !== 'low'
  draft.state.heat = abusive || angry ? draft.state.heat + 1 : 0
  if (!abusive && !(angry && draft.state.heat >= 2)) return false
  if (draft.state.heat >= 2) {
    handOver(draft, { reason: 'sensitive', skill: null, priority: 3, wants: reading.text })
    return true
  }
  tell(draft, 'calm')
  if (draft.state.stack.length === 0) speak(draft, choices([humanOption(draft)]))
  decided(draft, 'chatted')
  return true
}
