import type { Flow, Frame, Wording } from '#dialogue/contract.ts'
import { type Draft, readerOf, scopeOf } from '#dialogue/draft.ts'
import { clip } from '#dialogue/format.ts'
import { say } from '#dialogue/render.ts'

/** Opens a ticket with everything the customer gave in this flow. */
export function openTicket(
  draft: Draft,
  frame: Frame,
  flow: Flow,
  ticket: { type: string; title: Wording; priority: 'normal' | 'high' | 'urgent' },
): void {
  const given = Object.entries(frame.slots).filter(([, slot]) => slot.value)
  const description = [
    frame.opening,
    ...given.map(
      ([name, slot]) => `${flow.slots[name]?.title[draft.state.language] ?? name}: ${slot.shown || slot.value}`,
    ),
  ]
  draft.actions.push({
    kind: 'ticket',
    type: ticket.type,
    title: clip(say(ticket.title, scopeOf(draft, frame), readerOf(draft)), 200),
    description: clip(description.filter(Boolean).join('\n'), 2000) || flow.title[draft.state.language],
    fields: Object.fromEntries(given.map(([name, slot]) => [name, slot.value])),
    priority: ticket.priority,
  })
}
