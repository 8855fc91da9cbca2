import type { DayPlan, PlannedShift, RosterRequest, RosterRequestInput } from '#desk/roster/contract.ts'
import { listPeople, lockDay, writeDay } from '#desk/roster/plan-queries.ts'
import {
  datesBetween,
  endRequest,
  insertRequest,
  listRequests,
  lockRequest,
  type NewRequest,
  writeAgreement,
} from '#desk/roster/request-queries.ts'
import { readRosterSettings } from '#desk/roster/settings.ts'
import { type By, tellRoster } from '#desk/roster/tell-roster.ts'
import { spanOf } from '#desk/roster/times.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { dateAt } from '#team/hours.ts'

const MOST = 500
const FREE: DayPlan = { leave: null, shifts: [] }
const NOTHING = { leave: null, shift: null, colleagueId: null, theirDate: null, theirShift: null }

/**
 * Asks for leave, or that a colleague takes a shift. Throws bad_request for what is over or for nobody, shift_gone for a
 * shift that is not published, already_exists while the same is asked.
 */
export async function askFor(
  tx: Tx,
  userId: string,
  input: RosterRequestInput,
  by: By,
  now = new Date(),
): Promise<RosterRequest> {
  const asked: NewRequest = {
    ...NOTHING,
    ...{ id: newId(), kind: input.kind, userId, note: input.note },
    ...(input.kind === 'leave'
      ? { from: input.from, to: input.to, leave: input.leave }
      : { from: input.date, to: input.date, ...(await swapOf(tx, userId, input, now)) }),
  }
  const { timeZone } = await readRosterSettings(tx)
  if (asked.to < dateAt(timeZone, now)) throw new AppError('bad_request', { detail: 'date' })
  const open = (await listRequests(tx, userId, MOST)).filter((one) => one.status === 'waiting' && one.userId === userId)
  if (open.some((one) => isSame(one, asked))) throw new AppError('already_exists', { what: 'request' })
  await insertRequest(tx, asked)
  return told(tx, asked.id, 'asked', by)
}

const isSame = (one: RosterRequest, asked: NewRequest) =>
  one.kind === asked.kind &&
  (asked.kind === 'swap' ? one.shift?.id === asked.shift?.id : one.from <= asked.to && asked.from <= one.to)

type Swap = Extract<RosterRequestInput, { kind: 'swap' }>
async function swapOf(tx: Tx, userId: string, { date, shiftId, colleagueId, theirs }: Swap, now: Date) {
  const { timeZone } = await readRosterSettings(tx)
  const known = (await listPeople(tx)).some((one) => one.userId === colleagueId)
  if (!known || colleagueId === userId) throw new AppError('bad_request', { detail: 'colleagueId' })
  const shift = await publishedShift(tx, userId, date, shiftId)
  if (spanOf(timeZone, date, shift).from <= now.getTime()) throw new AppError('bad_request', { detail: 'date' })
  const theirShift = theirs && (await publishedShift(tx, colleagueId, theirs.date, theirs.shiftId))
  return { shift, colleagueId, theirDate: theirs?.date ?? null, theirShift }
}

async function publishedShift(tx: Tx, userId: string, date: string, shiftId: string): Promise<PlannedShift> {
  const found = (await lockDay(tx, userId, date))?.published?.shifts.find(({ id }) => id === shiftId)
  if (!found) throw new AppError('shift_gone')
  return found
}

/** The colleague says whether he would; a no ends it. Throws not_found for anybody else. */
export async function answerRequest(
  tx: Tx,
  id: string,
  userId: string,
  agree: boolean,
  by: By,
): Promise<RosterRequest> {
  await openRequest(tx, id, (one) => one.colleagueId === userId)
  if (agree) await writeAgreement(tx, id)
  else await endRequest(tx, id, { status: 'declined', agreed: false, answer: '', by: by.actor })
  return told(tx, id, agree ? 'agreed' : 'declined', by)
}

export async function withdrawRequest(tx: Tx, id: string, userId: string, by: By): Promise<RosterRequest> {
  await openRequest(tx, id, (one) => one.userId === userId)
  await endRequest(tx, id, { status: 'withdrawn', answer: '', by: by.actor })
  return told(tx, id, 'withdrawn', by)
}

/** Grants it, which changes the roster at once for those concerned, or does not. Throws shift_gone, conflict. */
export async function decideRequest(
  tx: Tx,
  id: string,
  { approve, answer }: { approve: boolean; answer: string },
  by: By,
): Promise<RosterRequest> {
  const request = await openRequest(tx, id, () => true)
  if (approve && request.kind === 'leave') await grantLeave(tx, request)
  if (approve && request.kind === 'swap') await swapShifts(tx, request)
  await endRequest(tx, id, { status: approve ? 'approved' : 'declined', answer, by: by.actor })
  return told(tx, id, approve ? 'approved' : 'declined', by)
}

async function openRequest(tx: Tx, id: string, may: (one: RosterRequest) => boolean): Promise<RosterRequest> {
  const found = await lockRequest(tx, id)
  if (!found || !may(found)) throw new AppError('not_found')
  if (found.status !== 'waiting') throw new AppError('conflict')
  return found
}

async function grantLeave(tx: Tx, { userId, from, to, leave }: RosterRequest): Promise<void> {
  for (const date of datesBetween(from, to)) {
    const plan = { leave, shifts: [] }
    await writeDay(tx, { userId, date, draft: plan, published: plan })
  }
}

async function swapShifts(tx: Tx, request: RosterRequest): Promise<void> {
  const { userId, from, shift, colleagueId, theirDate, theirShift } = request
  if (!shift || !colleagueId) throw new AppError('shift_gone')
  await handOn(tx, { shift, date: from, giver: userId, taker: colleagueId })
  if (theirShift && theirDate)
    await handOn(tx, { shift: theirShift, date: theirDate, giver: colleagueId, taker: userId })
}

type HandOn = { shift: PlannedShift; date: string; giver: string; taker: string }
/** In what people were told, and in what is planned beyond that as far as the shift is still there. */
async function handOn(tx: Tx, { shift, date, giver, taker }: HandOn): Promise<void> {
  const given = await lockDay(tx, giver, date)
  if (!given?.published?.shifts.some(({ id }) => id === shift.id)) throw new AppError('shift_gone')
  const taken = (await lockDay(tx, taker, date)) ?? { userId: taker, date, draft: FREE, published: FREE }
  const without = (plan: DayPlan) => ({ ...plan, shifts: plan.shifts.filter(({ id }) => id !== shift.id) })
  const withIt = (plan: DayPlan | null) => ({ leave: null, shifts: [...(plan?.shifts ?? []), shift] })
  await writeDay(tx, { ...given, draft: without(given.draft), published: without(given.published) })
  await writeDay(tx, { ...taken, draft: withIt(taken.draft), published: withIt(taken.published) })
}

type Deed = 'asked' | 'agreed' | 'approved' | 'declined' | 'withdrawn'
async function told(tx: Tx, id: string, deed: Deed, by: By): Promise<RosterRequest> {
  const record = { action: `roster-request.${deed}` as const, target: `roster-request:${id}` }
  await tellRoster(tx, { what: 'request', monday: null }, by, record)
  return (await lockRequest(tx, id))!
}
