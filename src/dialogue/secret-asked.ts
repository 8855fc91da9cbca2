import type { Part } from '#conversations/contract.ts'
import type { DialogueState, Flow } from '#dialogue/contract.ts'

const NUMBERS =
  /[\d\uff10-\uff19零〇一二三四五六七八九十百千万幺两]+(?:[\s.,-]*[\d\uff10-\uff19零〇一二三四五六七八九十百千万幺两]+)*/g
const HIDDEN = '••••'

/** Whether the bot has just asked for something secret: a code, or what only the customer knows. Pure. */
export function asksSecret(flows: readonly Flow[], state: DialogueState): boolean {
  const { expects } = state
  const frame = state.stack?.at(-1)
  if (expects?.kind !== 'slot' || !frame) return false
  return flows.find(({ id }) => id === frame.flow)?.slots[expects.slot]?.secret === true
}

/** The message as it is stored: without the numbers in it. */
export const withoutNumbers = (parts: Part[]): Part[] =>
  parts.map((part) => (part.kind === 'text' ? { ...part, text: part.text.replace(NUMBERS, HIDDEN) } : part))
