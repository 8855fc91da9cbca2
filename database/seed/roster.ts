import type { DayPlan, ShiftTemplateInput } from '#desk/roster/contract.ts'
import { notePublished, publishDays, writeDrafts } from '#desk/roster/plan-queries.ts'
import { insertTemplate } from '#desk/roster/template-queries.ts'
import { addDays, mondayOf } from '#desk/roster/times.ts'
import type { Tx } from '#platform/db/open.ts'
import { dateAt } from '#team/hours.ts'

const SHIFTS: Record<string, ShiftTemplateInput> = {
  early: { name: '早班', colour: 'teal', from: '08:00', to: '16:00', breaks: [{ from: '12:00', to: '12:30' }] },
  late: { name: '晚班', colour: 'amber', from: '14:00', to: '22:00', breaks: [{ from: '18:00', to: '18:30' }] },
  night: { name: '夜班', colour: 'violet', from: '22:00', to: '06:00', breaks: [{ from: '02:00', to: '02:30' }] },
}
/** Monday to Sunday; what is left out is a day off. */
const WEEK: Record<string, (keyof typeof SHIFTS | null)[]> = {
  fang: ['early', 'early', 'early', 'early', 'early', null, null],
  lina: ['early', 'early', 'early', null, 'late', 'late', null],
  hao: ['late', 'late', null, 'late', 'late', null, 'early'],
  amy: ['late', null, 'late', 'late', null, 'early', 'late'],
}

/** The demo's shifts, and who works them this week. */
export async function seedRoster(tx: Tx, now = new Date()): Promise<void> {
  for (const [id, shift] of Object.entries(SHIFTS)) await insertTemplate(tx, id, shift)
  const monday = mondayOf(dateAt('Asia/Shanghai', now))
  const changes = Object.entries(WEEK).flatMap(([userId, days]) =>
    days.map((name, n) => ({ userId, date: addDays(monday, n), plan: planFor(`${userId}-${monday}-${n}`, name) })),
  )
  await writeDrafts(tx, changes)
  await publishDays(tx, monday, addDays(monday, 6))
  await notePublished(tx, monday, 'system', now)
}

function planFor(id: string, name: keyof typeof SHIFTS | null): DayPlan {
  const shift = name && SHIFTS[name]
  return shift ? { leave: null, shifts: [{ ...shift, id, templateId: name }] } : { leave: 'off', shifts: [] }
}
