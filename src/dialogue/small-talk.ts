import type { Option } from '#conversations/contract.ts'
import { choices, type Draft, decided, humanOption, label, speak, tell, titleOf, top } from '#dialogue/draft.ts'
import type { Reading } from '#dialogue/interpret.ts'

/** Greeting, thanks, goodbye, "are you a robot?", and a yes or no that answers nothing. */
export function smallTalk(draft: Draft, reading: Reading): boolean {
  const best = reading.intents[0]
  const means = (id: string) => best?.id === id && best.confidence >= 0.65
  const said = notHelped(draft, reading) || keptWaiting(draft, reading) || greets(draft, reading, means)
  if (said) {
    decided(draft, 'chatted')
    draft.state.unresolved = 0
  }
  return said
}

export const UNHELPED =
  /还是[^，。,?？]{0,3}(不|没|老|一样)|没用|不管用|没好|不行|(did not|didn't|doesn't|not) (help|work)|still (the same|not|broken)/i

/** The bot may have said one or two things in between. */
const NEXT = 3

/** How long he has waited, and nothing else. */
const WAITED =
  /^[^?？]{0,10}(都|已经|过了|等了)[^?？]{0,6}[\d一二两三四五六七八九十半几好][^?？]{0,3}(天|周|个?星期|个?月|小时|礼拜)了?|太慢了|慢死|怎么还没好|还没好|it'?s been (ages|(so )?long|forever|\d+ \w+|days|weeks)|(so|too) (slow|long)|still waiting/i

/** Who says after a task how long he has waited wants it chased. */
function keptWaiting(draft: Draft, { text }: Reading): boolean {
  const { state } = draft
  if (top(draft) || text.length > 24 || !WAITED.test(text)) return false
  if (state.lastFlowSeq === undefined || draft.seq - state.lastFlowSeq > NEXT) return false
  tell(draft, 'kept')
  speak(draft, choices([humanOption(draft), { value: 'go-on', label: label(draft, 'goOn') }]))
  state.expects = { kind: 'offer-person' }
  return true
}

/** Nothing but that it did not help, whatever else the words look like. */
export const onlyUnhelped = (draft: Draft, reading: Reading): boolean =>
  reading.text.length <= 12 && !reading.choice && !reading.asks && notHelped(draft, reading)

/** What was just answered did not help: a person is offered, and nobody is asked what else there is. */
function notHelped(draft: Draft, { text }: Reading): boolean {
  const { state } = draft
  if (top(draft) || text.length > 30 || !UNHELPED.test(text)) return false
  if (state.lastAnswer?.seq === undefined || draft.seq - state.lastAnswer.seq > NEXT) return false
  tell(draft, 'notHelped')
  speak(draft, choices([humanOption(draft), { value: 'go-on', label: label(draft, 'goOn') }]))
  state.expects = { kind: 'offer-person' }
  state.unresolved = 0
  decided(draft, 'chatted')
  return true
}

function greets(draft: Draft, reading: Reading, means: (id: string) => boolean): boolean {
  const { name } = draft.world.customer
  const idle = top(draft) === undefined
  if (means('greeting') || /^(您好|你好|在吗|在不在|hi|hello|hey)[呀啊吗!！。?？~ ]*$/i.test(reading.text)) {
    tell(draft, 'hello', { customer: name })
    if (idle) offerMenu(draft)
  } else if (means('thanks') || /^(谢谢|多谢|感谢|thanks|thank you)/i.test(reading.text)) tell(draft, 'thanks')
  else if (means('goodbye')) tell(draft, 'goodbye')
  else if (means('bot_identity')) {
    tell(draft, 'identity')
    if (idle) speak(draft, choices([humanOption(draft)]))
  } else if (idle && (reading.affirms || reading.denies)) tell(draft, 'anythingElse')
  else return false
  return true
}

/** The tasks most people come for, as choices. */
export function menuOptions(draft: Draft, most = 4): Option[] {
  return draft.engine.wording.menu
    .flatMap((id) => {
      const flow = draft.engine.flows.get(id)
      return flow ? [{ value: `flow:${id}`, label: titleOf(draft, flow) }] : []
    })
    .slice(0, most)
}

function offerMenu(draft: Draft): void {
  const options = menuOptions(draft)
  if (options.length === 0) return
  speak(draft, choices(options))
  draft.state.expects = { kind: 'candidates', slot: null, options }
}
