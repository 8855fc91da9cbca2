import { AROUND_THE_CLOCK, addWorkingMinutes, workingMinutesBetween } from '#team/hours.ts'
import type { SlaTargets, TicketPriority, TicketSettings, TicketTypeView } from '#tickets/types/contract.ts'

/** By what the clocks of one ticket run. */
export type Timing = { hours: TicketSettings['hours']; targets: SlaTargets; warnAt: number }

/** When warnings and ends of both clocks come. Null where the business hours never add up to the time. */
export type Moments = {
  firstResponseWarnAt: Date | null
  firstResponseDueAt: Date | null
  warnAt: Date | null
  dueAt: Date | null
}

/** What a type differs in goes before the settings. */
export function timingOf(type: Pick<TicketTypeView, 'targets' | 'aroundTheClock'>, settings: TicketSettings): Timing {
  return {
    hours: type.aroundTheClock ? null : settings.hours,
    targets: type.targets ?? settings.targets,
    warnAt: settings.warnAt,
  }
}

/** Both clocks count from opening and in business hours; what the ticket waited for somebody else is added. */
export function momentsOf(
  openedAt: Date,
  priority: TicketPriority,
  pausedMinutes: number,
  { hours, targets, warnAt }: Timing,
): Moments {
  const after = (minutes: number) => addWorkingMinutes(hours ?? AROUND_THE_CLOCK, openedAt, minutes + pausedMinutes)
  const { firstResponse, resolution } = targets[priority]
  return {
    firstResponseWarnAt: after(firstResponse * warnAt),
    firstResponseDueAt: after(firstResponse),
    warnAt: after(resolution * warnAt),
    dueAt: after(resolution),
  }
}

/** Whole minutes of business hours a ticket waited, rounded up in its favour. */
export const pausedFor = (from: Date, to: Date, { hours }: Timing): number =>
  Math.ceil(workingMinutesBetween(hours ?? AROUND_THE_CLOCK, from, to))
