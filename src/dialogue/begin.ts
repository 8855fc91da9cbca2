import type { Flow, Frame } from '#dialogue/contract.ts'
import { choices, type Draft, decided, humanOption, note, speak, tell, titleOf, top } from '#dialogue/draft.ts'
import { fillSlots, setSlot } from '#dialogue/fill.ts'
import type { Reading } from '#dialogue/interpret.ts'
import { pushFrame } from '#dialogue/push-frame.ts'
import { askForProof, canVerify } from '#dialogue/verify.ts'
import { CALM, type Entity } from '#understanding/contract.ts'

/** Up to so many messages later the order just talked about is simply meant. */
const JUST_NOW = 2
const REFERS = /(那个|这个|刚才|刚刚|那[单笔件台]|这[单笔件台]|上面|\b(that|this|the same|it)\b)/i

/** What starts a flow: the customer's words, what was found in them, and the message when it is this one. */
export type Start = { text: string; entities: Entity[]; reading: Reading | null }

/** Starts a flow on top of what is running. What is known from the words and from memory is filled in at once. */
export function begin(draft: Draft, flow: Flow, start: Start): void {
  const { state, world } = draft
  const stranger = flow.access === 'verified' && !world.customer.verified
  if (stranger && !canVerify(draft)) {
    turnAway(draft, flow, start)
    return
  }
  const running = top(draft)
  const frame = pushFrame(draft, flow, { text: start.text, entities: start.entities, called: false })
  if (!frame) {
    state.waiting.push({ intent: flow.id, text: start.text.slice(0, 300), entities: start.entities.slice(0, 8) })
    tell(draft, 'later', { title: titleOf(draft, flow) })
    return
  }
  if (running) running.misses = 0
  state.expects = null
  draft.actions.push({ kind: 'remember', subject: flow.title[state.language] })
  note(draft, { zh: `开始办理：${flow.title.zh}`, en: `Started: ${flow.title.en}` })
  prefill(draft, frame, flow, start)
  if (stranger) askForProof(draft, flow, 'any')
}

function prefill(draft: Draft, frame: Frame, flow: Flow, start: Start): void {
  const reading = start.reading ?? asReading(start, draft.seq)
  // A tapped follow-up says nothing of its own; its label must not fill a slot.
  if (!reading.choice) {
    const kinds = start.entities.filter((entity) => entity.kind === 'order').map((entity) => entity.value)
    const two = new Set(kinds).size > 1 && !reading.corrects
    const usable = two
      ? { ...reading, entities: reading.entities.filter((entity) => entity.kind !== 'order') }
      : reading
    fillSlots(draft, frame, flow, { ...usable, affirms: false, denies: false }, [])
    fillOpening(draft, frame, flow, reading)
  }
  fillFromMemory(draft, frame, flow, start)
}

/** "The rice cooker shows E102 and will not heat" is a description already; "it is broken" is not. */
function fillOpening(draft: Draft, frame: Frame, flow: Flow, reading: Reading): void {
  for (const [name, slot] of Object.entries(flow.slots)) {
    if (!slot.opening || slot.pattern || frame.slots[name] || reading.form) continue
    const han = reading.text.match(/\p{Script=Han}/gu) ?? []
    const latin = reading.text.match(/[a-z0-9']+/gi) ?? []
    if (han.length + latin.length * 1.5 < slot.opening) continue
    const value = reading.text.slice(0, 500)
    setSlot(draft, frame, flow, name, { value, shown: value.slice(0, 100), seq: draft.seq })
  }
}

/** What was just talked about, tapped under or pointed at need not be asked; older things are only preferred in a list. */
function fillFromMemory(draft: Draft, frame: Frame, flow: Flow, start: Start): void {
  const { state, seq } = draft
  const mentioned = new Set(frame.mentions.map((entity) => entity.kind))
  for (const [name, slot] of Object.entries(flow.slots)) {
    const held = slot.remember ? state.memory[slot.remember] : undefined
    if (!held || frame.slots[name]) continue
    const fresh = seq - held.seq <= JUST_NOW && state.lastFlow !== flow.id
    const meant = slot.kind !== 'order' || fresh || start.reading?.choice != null || REFERS.test(start.text)
    // Another product or another day was named: it is not about the remembered order.
    const named =
      slot.kind === 'order' && ['order', 'product', 'date', 'date_range', 'ordinal'].some((kind) => mentioned.has(kind))
    if (!meant || named) continue
    frame.slots[name] = { ...held }
    state.memory[slot.remember!] = { ...held, seq }
  }
}

function turnAway(draft: Draft, flow: Flow, start: Start): void {
  const guest = flow.guest ? draft.engine.flows.get(flow.guest) : undefined
  note(draft, { zh: `${flow.title.zh}：访客尚未登录`, en: `${flow.title.en}: the visitor is not signed in` })
  tell(draft, 'signIn', { title: titleOf(draft, flow) })
  if (guest && guest.access === 'anyone' && !draft.state.stack.some((frame) => frame.flow === guest.id)) {
    begin(draft, guest, start)
    return
  }
  speak(draft, choices([humanOption(draft)]))
  decided(draft, 'answered')
}

/** A request kept for later, read as if it came now. */
function asReading(start: Start, seq: number): Reading {
  return {
    seq,
    text: start.text,
    understanding: {
      language: 'zh',
      normalized: start.text,
      intents: [],
      entities: start.entities,
      sentiment: { label: 'neutral', score: 0 },
      emotion: CALM,
      needs: [],
      outOfScope: 0,
      segments: [],
    },
    entities: start.entities,
    intents: [],
    choice: null,
    form: null,
    photos: [],
    affirms: false,
    denies: false,
    cancels: false,
    corrects: false,
    other: false,
    refersOnly: false,
    asksHuman: false,
    asksRepeat: false,
    asks: false,
    asksFacts: false,
  }
}
