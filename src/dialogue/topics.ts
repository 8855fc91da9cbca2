import { answerPicked, articleOptions, askWhichArticle, giveAnswer } from '#dialogue/answer.ts'
import { articlesFor } from '#dialogue/articles-for.ts'
import { begin } from '#dialogue/begin.ts'
import { compose } from '#dialogue/compose.ts'
import type { Flow } from '#dialogue/contract.ts'
import { choices, type Draft, decided, flowOf, label, speak, tell, titleOf, top } from '#dialogue/draft.ts'
import { clip } from '#dialogue/format.ts'
import { asksFacts, asksSomething, isPersonal, type Reading } from '#dialogue/interpret.ts'
import { otherOne } from '#dialogue/other-task.ts'
import { answerTo, isOnlyProduct, isTorn, KNOWLEDGE, prefersAnswer } from '#dialogue/question.ts'
import type { Thresholds } from '#dialogue/rules.ts'
import { onlyUnhelped, smallTalk } from '#dialogue/small-talk.ts'
import type { SearchHit } from '#knowledge/contract.ts'
import type { Entity, Understanding } from '#understanding/contract.ts'
import { withoutConnector } from '#understanding/segment.ts'

type Segment = Understanding['segments'][number]
type Request =
  | { kind: 'flow'; flow: Flow; text: string; entities: Entity[] }
  | { kind: 'question'; hit: SearchHit; text: string; entities: Entity[]; flow: Flow | null }

/** Takes up what is not an answer to the running question: a task, a question, small talk. False when nothing can be made of it. */
export function takeTopic(draft: Draft, reading: Reading): boolean {
  if (reading.form) return takeForm(draft, reading)
  if (reading.choice && takeCommand(draft, reading, reading.choice.value)) return true
  if (onlyUnhelped(draft, reading)) return true
  const requests = reading.refersOnly && top(draft) ? [] : requestsOf(draft, reading)
  const [first, ...rest] = requests
  if (first) {
    for (const later of rest) keepForLater(draft, later)
    takeUp(draft, first, reading, rest.length === 0)
    return true
  }
  return otherOne(draft, reading) || smallTalk(draft, reading) || askBack(draft, reading) || byEntity(draft, reading)
}

/** Choices that stand for themselves, whenever they are tapped. */
export function takeCommand(draft: Draft, reading: Reading, value: string): boolean {
  const [kind = '', name = ''] = value.split(/:(.*)/s)
  const flow =
    kind === 'flow' ? draft.engine.flows.get(name) : kind === 'intent' ? draft.engine.byIntent.get(name) : undefined
  if (flow) {
    startFlow(draft, flow, draft.about ?? { text: '', entities: [] }, draft.about ? null : reading)
    return true
  }
  if (kind === 'article') {
    if (!answerPicked(draft, name, reading.choice?.label ?? reading.text)) tell(draft, 'articleGone')
    return true
  }
  if (value !== 'none' && value !== 'go-on') return false
  tell(draft, 'anotherTry')
  draft.state.expects = null
  decided(draft, 'asked')
  return true
}

/** Starts a flow, or goes back to it when it is on the stack already. */
function startFlow(
  draft: Draft,
  flow: Flow,
  words: { text: string; entities: Entity[] },
  reading: Reading | null,
): void {
  const { state } = draft
  draft.trace.intent ??= flow.id
  const lying = state.stack.findIndex((frame) => frame.flow === flow.id)
  if (lying < 0) {
    begin(draft, flow, { ...words, reading })
    return
  }
  if (lying < state.stack.length - 1 && !state.stack.some((frame) => frame.called))
    state.stack.push(...state.stack.splice(lying, 1))
  state.expects = null
}

function requestsOf(draft: Draft, reading: Reading): Request[] {
  const { segments } = reading.understanding
  const [only] = segments.length === 1 && !reading.choice ? segments : []
  const whole: Segment = { text: reading.text, intents: only?.intents ?? reading.intents, entities: reading.entities }
  // "It has not come, what is going on" is one thing.
  const several = segments.length > 1 && !reading.choice && !segments.some(({ text }) => TAIL.test(text))
  const parts = several ? segments.slice(0, 5) : [whole]
  const taken = parts.flatMap((segment) => requestOf(draft, segment, reading) ?? [])
  const story = reading.choice || reading.affirms || reading.denies ? null : storyOf(draft, reading, taken)
  if (story) return [story]
  // Beside a task only what is asked is a question; the rest is its story.
  const tells = taken.some(({ kind }) => kind === 'flow')
  const found = taken.filter((one) => one.kind === 'flow' || !tells || asksSomething(one.text) || asksFacts(one.text))
  const chosen = found.length === 0 && parts.length > 1 ? [requestOf(draft, whole, reading) ?? []].flat() : found
  return chosen.filter((request, index) => index === chosen.findIndex((other) => keyOf(other) === keyOf(request)))
}

/**
 * The question of a message whose parts tell one story: an article answers the whole at least as well as any part, and
 * the whole hardly speaks for the tasks that single parts look like.
 */
function storyOf(draft: Draft, { text, intents, entities }: Reading, taken: Request[]): Request | null {
  const hit = answerTo(draft, { text, intents, entities })
  if (!hit || hit.score < draft.engine.thresholds.answer) return null
  const speaksFor = (flow: Flow) =>
    intents.some(({ id, confidence }) => confidence >= SPEAKS && draft.engine.byIntent.get(id) === flow)
  const isPart = taken.some((one) => (one.kind === 'flow' ? speaksFor(one.flow) : one.hit.score > hit.score))
  return isPart ? null : { kind: 'question', hit, text, entities, flow: null }
}
/** From this confidence on a whole message speaks for a task that one of its parts looks like. */
const SPEAKS = 0.25

const TAIL =
  /^[，,。\s]*(这|那|现在|我)?(是|该|要|应该|可以)?(怎么|咋)(个)?(回事|办|弄|整|搞|处理|说|办理)?[呢啊呀吗了]?[?？!！。]*$|^(so )?what (now|should i do|do i do|is going on)\W*$/i

const keyOf = (request: Request): string =>
  request.kind === 'flow' ? `flow ${request.flow.id}` : `article ${request.hit.articleId}`

function requestOf(draft: Draft, segment: Segment, reading: Reading): Request | null {
  const { thresholds } = draft.engine
  const [first, second] = flowsOf(draft, segment)
  // In the middle of a task another one must be plain to interrupt it.
  const least = top(draft) ? thresholds.sure : leastOf(first, thresholds)
  // The bare name of a product says nothing of what is wanted with it.
  const onlyNamed = isOnlyProduct(segment)
  const sure = first && first.confidence >= least && !onlyNamed ? first : undefined
  const torn = sure && isTorn(draft, segment)
  const close =
    sure && second && sure.confidence < thresholds.sure && sure.confidence - second.confidence < thresholds.margin
  const words = { text: segment.text, entities: segment.entities }
  const named = sure ? undefined : flowByEntity(draft, segment)
  const task: Request | null =
    sure && !close && !torn
      ? { kind: 'flow', flow: sure.flow, ...words }
      : named
        ? { kind: 'flow', flow: named, ...words }
        : null
  const hit = reading.affirms || reading.denies ? null : answerTo(draft, segment)
  if (hit && (!task || prefersAnswer(draft, segment, task.flow, hit)))
    return { kind: 'question', hit, ...words, flow: sure?.flow ?? named ?? null }
  return task
}

/** From which confidence an intent starts its flow: what an operator said, what the flow says, the usual. */
const leastOf = (first: { flow: Flow; intent: string } | undefined, { intents, intent }: Thresholds): number =>
  (first && (intents?.[first.intent] ?? first.flow.confidence)) ?? intent

/** A number of the customer's own speaks for itself, where no task was named more clearly. */
function flowByEntity(draft: Draft, segment: Segment): Flow | undefined {
  if (top(draft) || !draft.world.customer.verified) return undefined
  const best = segment.intents[0]
  if (best && best.confidence >= 0.54 && draft.engine.byIntent.has(best.id)) return undefined
  const entity = segment.entities.find((one) => draft.engine.wording.by_entity[one.kind])
  if (!entity || (entity.kind === 'order' && segment.text.length > entity.text.length * 3)) return undefined
  return draft.engine.flows.get(draft.engine.wording.by_entity[entity.kind]!)
}

/** "My phone is …": nothing but what belongs to him, which asks for no task. */
const OWN = new Set(['phone', 'email', 'id_card', 'bank_card'])
const LABELS =
  /我的?|您|手机号?码?|电话|联系方式|号码|邮箱|邮件|身份证|银行卡|卡号|是|为|叫|my|is|phone|mobile|number|e-?mail|[\s:：，,。.]/gi

function isBareContact({ text, entities }: Segment): boolean {
  const own = entities.filter(({ kind }) => OWN.has(kind))
  const rest = own.reduce((left, { text: said }) => left.replace(said, ''), text)
  return own.length > 0 && !rest.replace(LABELS, '')
}

function flowsOf(draft: Draft, segment: Segment): { flow: Flow; intent: string; confidence: number }[] {
  if (isBareContact(segment)) return []
  const running = top(draft)
  const known = segment.intents.flatMap(({ id, confidence }) => {
    const flow = draft.engine.byIntent.get(id)
    return flow && flow.id !== running?.flow ? [{ flow, intent: id, confidence }] : []
  })
  const best = segment.intents[0]
  // An intent that no flow serves (thanks, yes …) and that is clearly ahead is no task.
  return best &&
    known[0] &&
    best.confidence - known[0].confidence > 0.25 &&
    best.confidence > 0.54 &&
    !isRunning(draft, best.id) &&
    !(best.id === KNOWLEDGE && isPersonal(segment.text))
    ? []
    : known
}

const isRunning = (draft: Draft, intent: string): boolean => draft.engine.byIntent.get(intent)?.id === top(draft)?.flow

function takeUp(draft: Draft, request: Request, reading: Reading, alone: boolean): void {
  if (request.kind === 'question') {
    const offer =
      request.flow && draft.state.stack.length === 0
        ? [{ value: `flow:${request.flow.id}`, label: titleOf(draft, request.flow) }]
        : []
    const { articleId, score } = request.hit
    if (!alone || !compose(draft, request, { kind: 'article', articleId, follow: offer }, score))
      giveAnswer(draft, request.hit, offer, request)
    return
  }
  startFlow(draft, request.flow, request, alone ? reading : null)
}

function keepForLater(draft: Draft, request: Request): void {
  const intent = request.kind === 'flow' ? request.flow.id : 'question'
  const entities = request.kind === 'flow' ? request.entities.slice(0, 8) : []
  draft.state.waiting.push({ intent, text: request.text.slice(0, 300), entities })
}

/** What else a message asks for that also answered the running question: it is done afterwards. */
export function keepLeftovers(draft: Draft, reading: Reading): void {
  if (reading.choice || reading.form || reading.understanding.segments.length < 2) return
  const running = new Set(draft.state.stack.map((frame) => frame.flow))
  for (const request of requestsOf(draft, reading)) {
    const waits = request.kind === 'question' ? request.hit.score >= 0.75 : !running.has(request.flow.id)
    if (waits) keepForLater(draft, request)
  }
}

/** Takes up the next thing that was asked for along with another. False when nothing waits. */
export function takeWaiting(draft: Draft): boolean {
  const next = draft.state.waiting.shift()
  if (!next) return false
  const flow = draft.engine.flows.get(next.intent) ?? draft.engine.byIntent.get(next.intent)
  if (flow) {
    tell(draft, 'next', { title: titleOf(draft, flow) })
    startFlow(draft, flow, next, null)
    return true
  }
  const asked = withoutConnector(next.text)
  const hit = articlesFor(draft, { text: asked, entities: next.entities })[0]
  if (hit && hit.score >= draft.engine.thresholds.answerAskBack) {
    tell(draft, 'alsoAsked', { question: clip(asked, 60) })
    giveAnswer(draft, hit)
  }
  return true
}

function takeForm(draft: Draft, reading: Reading): boolean {
  const flow = draft.engine.flows.get(reading.form!.formId.split('.')[0] ?? '')
  if (flow) startFlow(draft, flow, { text: '', entities: [] }, reading)
  return flow !== undefined
}

/** Several things come close: the customer says which. */
function askBack(draft: Draft, reading: Reading): boolean {
  if (reading.choice || !reading.text || (top(draft) && !reading.asks)) return false
  const { thresholds } = draft.engine
  const outside = reading.intents[0]?.id === 'out_of_scope' || reading.understanding.outOfScope >= 0.7
  const hits = articlesFor(draft, reading).filter((hit) => hit.score >= thresholds.answerAskBack)
  if (outside && (hits[0]?.score ?? 0) < 0.5) return false
  const flows = flowsOf(draft, { text: reading.text, intents: reading.intents, entities: reading.entities }).filter(
    (one) => one.confidence >= thresholds.askBack,
  )
  const close = flows.filter((one) => flows[0]!.confidence - one.confidence < 0.2).slice(0, 3)
  if (close.length === 0 && (hits.length === 0 || !wonders(reading, hits[0]!.score, thresholds.answer))) return false
  const words = { text: reading.text, entities: reading.entities }
  if (close.length === 0) {
    if (!compose(draft, words, { kind: 'choices', options: articleOptions(draft, hits) })) askWhichArticle(draft, hits)
  } else {
    const articles = hits
      .slice(0, 2)
      .map((hit) => ({ value: `article:${hit.articleId}`, label: hit.title.slice(0, 200) }))
    const options = [
      ...close.map(({ flow }) => ({ value: `flow:${flow.id}`, label: titleOf(draft, flow) })),
      ...(close.length < 3 ? articles : []),
      { value: 'none', label: label(draft, 'noneOfThese') },
    ]
    tell(draft, 'askWhich')
    speak(draft, choices(options))
    const about = { text: reading.text.slice(0, 300), entities: reading.entities.slice(0, 8) }
    draft.state.expects = { kind: 'candidates', slot: null, options, about }
    decided(draft, 'asked')
  }
  return true
}

/** Babble may sound like an article; only a question, or what is very near one, is asked back about. */
function wonders(reading: Reading, score: number, sure: number): boolean {
  const asks = reading.intents.find(({ id }) => id === KNOWLEDGE)?.confidence ?? 0
  return asks >= LITTLE || score >= sure || reading.understanding.outOfScope < LITTLE
}
const LITTLE = 0.15

/** A bare order number or fault code speaks for itself. */
function byEntity(draft: Draft, reading: Reading): boolean {
  if (top(draft) && flowOf(draft, top(draft)!)) return false
  const entity = reading.entities.find(
    (one) => draft.engine.wording.by_entity[one.kind] && one.text.length * 3 >= reading.text.length,
  )
  const flow = entity && draft.engine.flows.get(draft.engine.wording.by_entity[entity.kind]!)
  if (flow) startFlow(draft, flow, { text: reading.text, entities: reading.entities }, reading)
  return flow !== undefined
}
