import { type LeaveKind, minutesFrom, type RosterWeek } from '#desk/roster/contract.ts'
import { CSV_START, csvLine } from '#platform/csv.ts'
import type { Locale } from '#platform/errors.ts'

const HEAD = {
  zh: ['日期', '账号', '姓名', '小组', '班次', '开始', '结束', '休息', '工时', '请假', '状态'],
  en: ['Date', 'Account', 'Name', 'Teams', 'Shift', 'From', 'To', 'Breaks', 'Hours', 'Leave', 'State'],
}
const LEAVE: Record<LeaveKind, Record<Locale, string>> = {
  off: { zh: '休息', en: 'day off' },
  annual: { zh: '年假', en: 'annual leave' },
  sick: { zh: '病假', en: 'sick leave' },
  personal: { zh: '事假', en: 'personal leave' },
}
const STATE = { draft: { zh: '草稿', en: 'draft' }, published: { zh: '已发布', en: 'published' } }

/** A line for each shift and each day of leave, by date and person; UTF-8 with a byte order mark for Excel. */
export function rosterCsv(week: RosterWeek, teamNames: ReadonlyMap<string, string>, locale: Locale): string {
  const people = new Map(week.people.map((one) => [one.userId, one]))
  const lines = week.days
    .toSorted((a, b) => a.date.localeCompare(b.date) || a.userId.localeCompare(b.userId))
    .flatMap(({ userId, date, plan, published }) => {
      const person = people.get(userId)
      const name = locale === 'en' ? person?.nameEn || person?.name : person?.name
      const teams = (person?.teams ?? []).map((id) => teamNames.get(id) ?? id).join(' ')
      const state = STATE[JSON.stringify(plan) === JSON.stringify(published) ? 'published' : 'draft'][locale]
      const line = (...more: string[]) => csvLine([date, userId, name ?? userId, teams, ...more, state])
      if (plan.leave) return [line('', '', '', '', '', LEAVE[plan.leave][locale])]
      return plan.shifts.map((shift) => {
        const rests = shift.breaks.map(({ from, to }) => `${from}-${to}`).join(' ')
        const off = shift.breaks.reduce((sum, { from, to }) => sum + minutesFrom(from, to), 0)
        const hours = (minutesFrom(shift.from, shift.to) - off) / 60
        return line(shift.name, shift.from, shift.to, rests, String(Math.round(hours * 100) / 100), '')
      })
    })
  return CSV_START + csvLine(HEAD[locale]) + lines.join('')
}
