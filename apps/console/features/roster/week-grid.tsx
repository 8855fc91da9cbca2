import { Popover } from 'antd'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayPlan, RosterWeek, ShiftTemplate } from '../../../../src/desk/roster/contract.ts'
import { formatMonthDay, formatNumber, formatWeekday } from '../../../kit/format.ts'
import { usePreferences } from '../../preferences.ts'
import { nameOf } from '../team/use-colleagues.ts'
import { type Brush, Brushes, planOfBrush } from './brushes.tsx'
import { CellMenu } from './cell-menu.tsx'
import { useConflictText } from './conflicts.tsx'
import { CoverageRow } from './coverage-row.tsx'
import { cellKey, FREE, hoursOf, isSamePlan, noonOf, weekFrom } from './plan.ts'
import styles from './roster.module.css'
import { PlanChips } from './shift-chip.tsx'
import type { useWeekEditor } from './use-week-editor.ts'

type Person = RosterWeek['people'][number]
type Props = {
  week: RosterWeek
  people: Person[]
  templates: ShiftTemplate[]
  editor: ReturnType<typeof useWeekEditor>
  children: ReactNode
}

/** People by days. A click paints what is chosen above, or asks; arrows walk, digits choose, Delete clears. */
export function WeekGrid({ week, people, templates, editor, children }: Props) {
  const { t } = useTranslation('roster')
  const { locale } = usePreferences()
  const text = useConflictText()
  const [brush, setBrush] = useState<Brush>(null)
  const [open, setOpen] = useState('')
  const days = weekFrom(week.monday)
  const published = new Map(week.days.map((day) => [cellKey(day.userId, day.date), day.published]))
  const against = Map.groupBy(week.conflicts, ({ userId, date }) => (date ? cellKey(userId, date) : userId))
  const troubles = (key: string) => (against.get(key) ?? []).map(text).join(' · ')
  const set = (userId: string, date: string, plan: DayPlan) => editor.apply([{ userId, date, plan }])
  const paint = (userId: string, date: string) => {
    const plan = planOfBrush(brush, templates)
    if (plan) set(userId, date, plan)
  }
  const onKey = (event: KeyboardEvent<HTMLButtonElement>, userId: string, date: string) => {
    const plan = planOfKey(event.key, templates)
    if (plan) set(userId, date, plan)
    else if (!walk(event)) return
    event.preventDefault()
  }
  const cell = (person: Person, date: string) => {
    const key = cellKey(person.userId, date)
    const plan = editor.planOf(person.userId, date)
    const trouble = troubles(key)
    const isNews = !isSamePlan(plan, published.get(key) ?? FREE)
    const state = [trouble && styles.trouble, isNews && styles.news].filter(Boolean).join(' ')
    const button = (
      <button
        type="button"
        className={`${styles.cell} ${state}`}
        title={trouble || undefined}
        aria-label={`${nameOf(person, locale)} ${formatWeekday(noonOf(date), locale)} ${words(plan, t) || t('week.free')} ${trouble}`}
        onClick={() => (brush ? paint(person.userId, date) : setOpen(key))}
        onPointerDown={({ button, pointerType }) =>
          brush && button === 0 && pointerType === 'mouse' && paint(person.userId, date)
        }
        onPointerEnter={({ buttons }) => brush && buttons === 1 && paint(person.userId, date)}
        onKeyDown={(event) => onKey(event, person.userId, date)}
      >
        <PlanChips plan={plan} />
      </button>
    )
    if (open !== key) return button
    return (
      <Popover
        open
        trigger="click"
        placement="bottomLeft"
        onOpenChange={(shown) => !shown && setOpen('')}
        content={
          <CellMenu
            plan={plan}
            templates={templates}
            onChoose={(next) => {
              set(person.userId, date, next)
              setOpen('')
            }}
          />
        }
      >
        {button}
      </Popover>
    )
  }
  return (
    <>
      <Brushes brush={brush} templates={templates} onChange={setBrush}>
        {children}
      </Brushes>
      <div className={styles.scroll}>
        <table className={styles.grid} aria-label={t('tab.week')}>
          <thead>
            <tr>
              <th scope="col">{t('week.person')}</th>
              {days.map((date) => (
                <th key={date} scope="col" className={date === week.today ? styles.today : undefined}>
                  {formatWeekday(noonOf(date), locale)} <small>{formatMonthDay(noonOf(date), locale)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => {
              const hours = days.reduce((sum, date) => sum + hoursOf(editor.planOf(person.userId, date)), 0)
              return (
                <tr key={person.userId}>
                  <th scope="row" title={troubles(person.userId) || undefined}>
                    {nameOf(person, locale)}
                    <small className={against.has(person.userId) ? styles.over : undefined}>
                      {t('week.hours', { hours: formatNumber(hours, locale, 1) })}
                    </small>
                  </th>
                  {days.map((date) => (
                    <td key={date}>{cell(person, date)}</td>
                  ))}
                </tr>
              )
            })}
          </tbody>
          <CoverageRow monday={week.monday} />
        </table>
      </div>
    </>
  )
}

const words = (plan: DayPlan, t: (key: `leave.${'off' | 'annual' | 'sick' | 'personal'}`) => string): string =>
  plan.leave ? t(`leave.${plan.leave}`) : plan.shifts.map(({ name, from, to }) => `${name} ${from}–${to}`).join(' ')

/** Digits are the shifts in their order, 0 a day off. */
function planOfKey(key: string, templates: ShiftTemplate[]): DayPlan | null {
  if (key === 'Delete' || key === 'Backspace') return FREE
  if (key === '0') return planOfBrush('off', templates)
  const template = /^[1-9]$/.test(key) ? templates[Number(key) - 1] : undefined
  return template ? planOfBrush(template.id, templates) : null
}

const STEPS: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}
/** True when the arrow led to another cell. */
function walk(event: KeyboardEvent<HTMLButtonElement>): boolean {
  const step = STEPS[event.key]
  const here = event.currentTarget.closest('td')
  const row = here?.parentElement as HTMLTableRowElement | undefined
  if (!step || !here || !row) return false
  const rows = [...(row.parentElement?.children ?? [])] as HTMLTableRowElement[]
  const target = rows[rows.indexOf(row) + step[0]]?.cells[here.cellIndex + step[1]]?.querySelector('button')
  target?.focus()
  return target !== null && target !== undefined
}
