import type { Move, PracticeLine, RunState, Scenario, Temper } from '#desk/practice/contract.ts'

/** What was found in an agent's text: banned wording, and how unfriendly it sounds, 0…1. */
export type Heard = { banned: string[]; negative: number }
export type Turn = { state: RunState; lines: PracticeLine[] }
type Language = 'zh' | 'en'

/** How a temper takes things: what it loses and gains, and what it cannot bear. */
const TEMPER: Record<Temper, { wait: number; empathy: number; unclear: number; longest: number; vague: number }> = {
  calm: { wait: 6, empathy: 4, unclear: 4, longest: 400, vague: 0 },
  anxious: { wait: 12, empathy: 9, unclear: 7, longest: 300, vague: 4 },
  angry: { wait: 14, empathy: 12, unclear: 9, longest: 300, vague: 5 },
  elderly: { wait: 5, empathy: 6, unclear: 6, longest: 70, vague: 0 },
  expert: { wait: 8, empathy: 2, unclear: 8, longest: 400, vague: 8 },
}
const HARSH = 0.6
const MOST_WAITING = 25
/** Kind words count less each time. */
const FADING = 0.6

export const GREETS = /您好|你好|早上好|上午好|下午好|晚上好|\b(hello|hi|good (morning|afternoon|evening))\b/i
export const EMPATHY =
  /抱歉|对不起|不好意思|理解您|明白您|体谅|着急|别担心|请放心|辛苦了|换成我|\b(sorry|apologi[sz]e|understand|i see how|don'?t worry|must be (hard|frustrating))\b/i
export const GOODBYE =
  /再见|祝您|还有(什么|其他)|感谢您|谢谢您|\b(goodbye|bye|anything else|thank you|have a (nice|good|great))\b/i
const VAGUE = /大概|可能|应该是|也许|差不多|\b(maybe|probably|i think|perhaps|sort of)\b/i

/** The customer comes in. */
export function begin(scenario: Scenario, language: Language, now: number): Turn {
  const state: RunState = {
    ...{ mood: scenario.mood, told: [], done: [], empathy: 0, lastAt: now, startedAt: now, waits: 0, status: 'open' },
  }
  return { state, lines: [said(scenario.opening[language], state, now)] }
}

/** What the customer makes of an agent's words, and says to them. Pure. */
export function answer(
  scenario: Scenario,
  before: RunState,
  text: string,
  heard: Heard,
  language: Language,
  now: number,
): Turn {
  if (before.status !== 'open') return { state: before, lines: [] }
  const state = { ...before, told: [...before.told], done: [...before.done] }
  const moves = toneOf(scenario, state, text, heard, now)
  const replies = matterOf(scenario, state, text, moves, language)
  for (const { by } of moves) state.mood = clamp(state.mood + by)
  state.lastAt = now
  const own: PracticeLine = {
    ...{ who: 'agent', text, at: new Date(now).toISOString(), mood: state.mood, moves, banned: heard.banned },
  }
  if (state.mood <= 0) {
    state.status = 'left'
    return { state, lines: [own, said(scenario.lines.leaves[language], state, now)] }
  }
  const hurt = moves.some(({ why }) => why === 'banned' || why === 'harsh')
  if (hurt) replies.unshift(scenario.lines.hurt[language])
  const all = scenario.steps.every(({ id }) => state.done.includes(id))
  if (all && before.done.length < state.done.length) replies.push(scenario.lines.thanks[language])
  if (all && GOODBYE.test(text) && before.done.length === state.done.length) state.status = 'solved'
  const lines = [...new Set(replies)].slice(0, 3).map((one) => said(one, state, now))
  return { state, lines: [own, ...lines] }
}

/** Nothing came for longer than the customer's patience: he calls out and is more annoyed. Nothing before that. Pure. */
export function wait(scenario: Scenario, before: RunState, language: Language, now: number): Turn {
  const silent = (now - before.lastAt) / 1000
  if (before.status !== 'open' || silent < scenario.patience * (1 + before.waits)) return { state: before, lines: [] }
  const mood = clamp(before.mood - TEMPER[scenario.temper].wait)
  const state = { ...before, mood, waits: before.waits + 1 }
  if (mood > 0) return { state, lines: [said(scenario.lines.waiting[language], state, now)] }
  const left: RunState = { ...state, status: 'left' }
  return { state: left, lines: [said(scenario.lines.leaves[language], left, now)] }
}

/** The agent ends it: solved when everything was done. Pure. */
export function end(scenario: Scenario, before: RunState): RunState {
  if (before.status !== 'open') return before
  const all = scenario.steps.every(({ id }) => before.done.includes(id))
  return { ...before, status: all ? 'solved' : 'ended' }
}

/** How it was said and how long it took. */
function toneOf(scenario: Scenario, state: RunState, text: string, heard: Heard, now: number): Move[] {
  const temper = TEMPER[scenario.temper]
  const moves: Move[] = []
  const late = (now - state.lastAt) / 1000 / scenario.patience - 1 - state.waits
  if (late > 0) moves.push({ why: 'waited', by: -Math.round(Math.min(MOST_WAITING, temper.wait * (1 + late))) })
  state.waits = 0
  if (state.done.length + state.told.length === 0 && GREETS.test(text)) moves.push({ why: 'greeted', by: 2 })
  if (EMPATHY.test(text)) {
    moves.push({ why: 'empathy', by: Math.round(temper.empathy * FADING ** state.empathy) })
    state.empathy++
  }
  for (const _ of heard.banned) moves.push({ why: 'banned', by: -18 })
  if (heard.negative >= HARSH && !EMPATHY.test(text)) moves.push({ why: 'harsh', by: -14 })
  if ([...text].length > temper.longest) moves.push({ why: 'too-long', by: -6 })
  if (temper.vague > 0 && VAGUE.test(text)) moves.push({ why: 'vague', by: -temper.vague })
  return moves
}

/** What was asked and done; the customer's answers to it. */
function matterOf(scenario: Scenario, state: RunState, text: string, moves: Move[], language: Language): string[] {
  const { lines } = scenario
  const replies: string[] = []
  // Whether there is a space between a figure and its unit is nothing to trip over.
  const close = text.replace(/\s+(?=\p{Script=Han})|(?<=\p{Script=Han})\s+/gu, '')
  const fits = (source: string) => [text, close].some((one) => new RegExp(source, 'iu').test(one))
  for (const fact of scenario.facts.filter(({ asks }) => fits(asks))) {
    const again = state.told.includes(fact.id)
    // Who confirms what he was told while he acts on it does not ask again.
    if (again && scenario.steps.some(({ done }) => fits(done))) continue
    moves.push(again ? { why: 'asked-again', by: -8 } : { why: 'asked-well', by: 2 })
    replies.push(again ? lines.repeated[language] : fact.say[language])
    if (!again) state.told.push(fact.id)
  }
  for (const step of scenario.steps.filter(({ id, done }) => !state.done.includes(id) && fits(done))) {
    if (!step.needs.every((id) => state.told.includes(id))) {
      moves.push({ why: 'too-soon', by: -3 })
      replies.push(lines.missing[language])
      continue
    }
    moves.push({ why: 'step-done', by: 10 })
    state.done.push(step.id)
    replies.push(step.say[language])
  }
  if (replies.length > 0) return replies
  const kind = moves.some(({ why }) => why === 'empathy' || why === 'greeted')
  const finished = scenario.steps.every(({ id }) => state.done.includes(id))
  if (!kind && !finished) moves.push({ why: 'unclear', by: -TEMPER[scenario.temper].unclear })
  if (finished) return []
  return [kind ? lines.soothed[language] : lines.confused[language]]
}

const clamp = (mood: number) => Math.max(0, Math.min(100, mood))

const said = (text: string, { mood }: RunState, now: number): PracticeLine => ({
  ...{ who: 'customer', text, at: new Date(now).toISOString(), mood, moves: [], banned: [] },
})
