import { checkAnswer, UNKNOWN } from '#answers/check-answer.ts'
import { type Composed, type ComposeInput, composeInput, type Source } from '#answers/contract.ts'
import { holdsLinks } from '#answers/material.ts'
import { searchInOtherWords } from '#answers/rewrite.ts'
import { maskResult, restoreInput, toolName, toolsFor } from '#answers/tools.ts'
import type { Action } from '#business/action.ts'
import type { ActionOutcome, Perform } from '#business/contract.ts'
import type { Llm, LlmMessage, LlmToolCall } from '#engines/llm/contract.ts'
import { prompt } from '#engines/llm/prompts.ts'
import { type Masker, openMasker } from '#governance/mask.ts'
import type { SearchHit, SearchKnowledge } from '#knowledge/contract.ts'
import type { Log } from '#platform/log.ts'

export type ComposeDeps = {
  llm: Llm
  search: SearchKnowledge
  perform: Perform
  actions: () => readonly Action[]
  /** Whom the answer is for: his names are masked, and what is his may be looked up once he has shown who he is. */
  customer: (id: string) => Promise<{ names: string[]; verified: boolean }>
  /** The channel a conversation is held in: some articles are not meant for all. */
  channelOf: (conversationId: string) => Promise<string>
  botName: (language: 'zh' | 'en') => string
  log: Log
}
export type ComposeCall = { callId: string; input: unknown; customerId: string; conversationId: string }

/** Whatever is configured: the customer has his answer within three seconds. */
const LONGEST_MS = 2700
export const MOST_PASSAGES = 4
const LONGEST_PASSAGE = 1500
const LONGEST_RESULT = 4000
const MOST_ROUNDS = 3
const MOST_LOOK_UPS = 3
/** From this score on the search alone is trusted to have found the right articles. */
const FOUND = 0.35
/** What is further off is about something else: a model would answer from it all the same. */
export const LEAST = 0.2

type Work = ComposeDeps & {
  call: ComposeCall
  input: ComposeInput
  masker: Masker
  said: string
  signal: AbortSignal
  verified: boolean
}

/** Answers a question from articles and look-ups by the language model. Anything but a checked answer is `unavailable`. */
export function openCompose(deps: ComposeDeps): (call: ComposeCall) => Promise<ActionOutcome> {
  return async (call) => {
    const input = composeInput.safeParse(call.input)
    if (!input.success) return none('bad_answer', 'input')
    const signal = AbortSignal.timeout(Math.min(deps.llm.limit('answers'), LONGEST_MS))
    const over = new Promise<ActionOutcome>((done) => {
      signal.addEventListener('abort', () => done(none('timeout')), { once: true })
    })
    return Promise.race([compose(deps, call, input.data, signal), over])
  }
}

async function compose(
  deps: ComposeDeps,
  call: ComposeCall,
  input: ComposeInput,
  signal: AbortSignal,
): Promise<ActionOutcome> {
  try {
    const { names, verified } = await deps.customer(call.customerId)
    const masker = openMasker(names)
    const work: Work = { ...deps, call, input, masker, said: masker.mask(input.text), signal, verified }
    return await converse(work, await passagesFor(work, await deps.channelOf(call.conversationId)))
  } catch (error) {
    deps.log.warn({ err: error, callId: call.callId }, 'no answer was composed')
    return none('down')
  }
}

async function passagesFor(work: Work, channel: string): Promise<Source[]> {
  const { search, input, masker, said, signal, llm } = work
  let hits: SearchHit[] = search(input.text, { language: input.language, channel })
  if ((hits[0]?.score ?? 0) < FOUND && llm.ready('rewrite')) {
    const others = await searchInOtherWords(work, { masked: said, masker, language: input.language, channel }, signal)
    hits = [...others, ...hits].filter((hit, at, all) => all.findIndex((one) => one.articleId === hit.articleId) === at)
  }
  const near = hits.filter(({ score }) => score >= LEAST).slice(0, MOST_PASSAGES)
  return near.map(({ articleId, title, body }, at) => ({
    n: at + 1,
    text: masker.mask(`${title}\n${body}`.slice(0, LONGEST_PASSAGE)),
    article: { articleId, title },
  }))
}

/** Questions and look-ups until there is an answer. The time limit ends it from outside. */
async function converse(work: Work, passages: Source[]): Promise<ActionOutcome> {
  const { llm, input, masker, said, signal, log, call } = work
  const { language } = input
  const tools = toolsFor(work.actions(), work.verified, language)
  const today = new Date().toISOString().slice(0, 10)
  const system = prompt('answer', language, { bot: work.botName(language), today, unknown: UNKNOWN })
  const before = masker.mask(input.before)
  const material = { question: said, ...(before && { before }), passages: passages.map(({ n, text }) => ({ n, text })) }
  const messages: LlmMessage[] = [{ role: 'user', text: JSON.stringify(material) }]
  const sources = [...passages]
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const result = await llm.generate({ use: 'answers', system, messages, tools, maxTokens: 500, signal })
    if (!result.ok) return none(result.why === 'timeout' ? 'timeout' : 'down')
    const { text, calls } = result.value
    if (calls.length === 0) {
      const checked = checkAnswer(text, { sources, said: `${said}\n${before}`, prompt: system, knows: masker.knows })
      if (!checked.ok) {
        log.info({ callId: call.callId, why: checked.why }, 'a composed answer was not used')
        return none('bad_answer', checked.why)
      }
      const words = masker.restore(checked.text)
      // What a customer once wrote into his own address may be meant as a link.
      if (holdsLinks(words)) return none('bad_answer', 'link')
      return given({ kind: 'answer', text: words, articles: checked.articles })
    }
    messages.push({ role: 'assistant', text, calls })
    for (const asked of calls.slice(0, MOST_LOOK_UPS)) {
      const start = startOf(work, asked, sources)
      if (start) return given(start)
      const found = await lookUp(work, asked, `${round}:${calls.indexOf(asked)}`)
      const n = sources.length + 1
      const shown = JSON.stringify(found.ok ? { n, data: maskResult(found.data, masker) } : { error: found.code })
      const result = shown.slice(0, LONGEST_RESULT)
      if (found.ok) sources.push({ n, text: result, article: null })
      messages.push({ role: 'tool', call: asked, result })
    }
    // Every call needs an answer, or the endpoint refuses the conversation.
    for (const asked of calls.slice(MOST_LOOK_UPS))
      messages.push({ role: 'tool', call: asked, result: JSON.stringify({ error: 'too many calls' }) })
  }
  return none('bad_answer', 'look-ups')
}

type Looked = { ok: true; data: unknown } | { ok: false; code: string }

/** A read of the customer's own; whose it is, the action itself checks. */
async function lookUp(work: Work, asked: LlmToolCall, nth: string): Promise<Looked> {
  const { actions, perform, call, masker, verified } = work
  const action = actions().find((one) => toolName(one.name) === asked.name)
  if (!action || action.writes || (action.access === 'customer' && !verified))
    return { ok: false, code: 'unknown_tool' }
  return perform({
    action: action.name,
    input: restoreInput(asked.input, masker) as Record<string, unknown>,
    customerId: call.customerId,
    conversationId: call.conversationId,
    actor: 'bot',
    idempotencyKey: `${call.callId}:${nth}`,
  })
}

/** A write is never run from here. It becomes the task the customer is asked about, with values that he or a look-up named. */
function startOf(work: Work, asked: LlmToolCall, sources: Source[]): Composed | null {
  const action = work.actions().find((one) => toolName(one.name) === asked.name)
  if (!action?.writes || !work.verified) return null
  const lookedUp = sources.filter(({ article }) => article === null).map(({ text }) => work.masker.restore(text))
  const named = [work.input.text, ...lookedUp].join('\n').toUpperCase()
  const input = Object.entries(asked.input).flatMap(([key, value]) => {
    const plain = typeof value === 'string' ? work.masker.restore(value) : ''
    return plain && plain.length <= 200 && named.includes(plain.toUpperCase()) ? [[key, plain]] : []
  })
  return { kind: 'start', action: action.name, input: Object.fromEntries(input) }
}

const given = (data: Composed): ActionOutcome => ({ ok: true, data })
const none = (code: 'timeout' | 'down' | 'bad_answer', detail?: string): ActionOutcome => ({
  ok: false,
  why: 'unavailable',
  code,
  ...(detail && { detail }),
  message: { zh: '没有生成回答', en: 'No answer was composed' },
})
