import type { DialogueState, Flow, FlowSlot } from '#dialogue/contract.ts'
import type { StepVoice } from '#dialogue/step-voice.ts'
import type { Expects, StepHints } from '#voice/contract.ts'

const YES_NO = {
  zh: ['是', '是的', '对', '对的', '好', '好的', '可以', '确认', '不', '不是', '不对', '不要', '不用', '不行', '取消'],
  en: ['yes', 'yeah', 'right', 'ok', 'okay', 'sure', 'no', 'nope', 'cancel'],
}

const ASKS: Partial<Record<FlowSlot['kind'], Expects>> = {
  enum: 'choice',
  order: 'digits',
  phone: 'digits',
  amount: 'digits',
  number: 'digits',
  tracking: 'long',
  tax_number: 'long',
  address: 'long',
}
const PHONE_DIGITS = 11

/** How the answer to what the bot has just asked is to be heard on a telephone. Pure. */
export function hearingOf(flows: readonly Flow[], state: DialogueState): StepHints {
  const frame = state.stack.at(-1)
  const flow = frame && flows.find(({ id }) => id === frame.flow)
  const at = flow?.steps.find(({ id }) => id === frame?.step)
  const own = ownSettings(at && 'voice' in at ? at.voice : undefined)
  const { expects, language } = state
  const shown = state.lastSaid.flatMap((part) => (part.kind === 'choices' ? part.options : []))
  const labels = shown.map(({ label }) => label)
  if (expects?.kind === 'confirm' || expects?.kind === 'offer-person')
    return { expects: 'yes-no', phrases: YES_NO[language], digits: 0, own }
  if (expects?.kind === 'candidates')
    return { expects: 'choice', phrases: expects.options.map(({ label }) => label), digits: 0, own }
  const slot = expects?.kind === 'slot' ? flow?.slots[expects.slot] : undefined
  if (!slot) return { expects: labels.length ? 'choice' : 'anything', phrases: [], digits: 0, own }
  const words = (slot.options ?? []).flatMap((option) => [option.label[language], ...option.words])
  return {
    expects: slot.secret ? 'digits' : (ASKS[slot.kind] ?? 'anything'),
    phrases: slot.kind === 'enum' ? words : [],
    digits: slot.kind === 'phone' ? PHONE_DIGITS : 0,
    own,
  }
}

const ownSettings = (voice: StepVoice | undefined): StepHints['own'] => ({
  bargeIn: voice?.barge_in,
  endSilenceMs: voice?.end_silence_ms,
  noInputMs: voice?.no_input_ms,
  maxSpeechMs: voice?.max_speech_ms,
  retries: voice?.retries,
  keys: voice?.keys,
})
