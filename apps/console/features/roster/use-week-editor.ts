import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DayPlan, PlanChange, RosterWeek } from '../../../../src/desk/roster/contract.ts'
import { get, put } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { addDays, cellKey, copyOf, FREE, looksSame, withPlans } from './plan.ts'
import { SENDING, weekKey } from './use-roster.ts'

const MOST_STEPS = 100

/** Plans days of a week, shown at once and sent one after the other, with the way back. */
export function useWeekEditor(week: RosterWeek) {
  const client = useQueryClient()
  const { failed } = useTold()
  const [past, setPast] = useState<PlanChange[][]>([])
  const plans = new Map(week.days.map((day) => [cellKey(day.userId, day.date), day.plan]))
  const planOf = (userId: string, date: string): DayPlan => plans.get(cellKey(userId, date)) ?? FREE
  const send = useMutation({
    mutationKey: SENDING,
    scope: { id: 'roster-plans' },
    retry: false,
    mutationFn: (changes: PlanChange[]) => put<RosterWeek>(`/api/roster/weeks/${week.monday}/plans`, { changes }),
    onSuccess: (answer) => {
      // An answer from before the latest click would take it back for a moment.
      if (client.isMutating({ mutationKey: SENDING }) <= 1) client.setQueryData(weekKey(week.monday), answer)
      void client.invalidateQueries({ queryKey: ['roster', `weeks/${week.monday}/coverage`] })
    },
    onError: (error) => {
      failed(error)
      void client.invalidateQueries({ queryKey: ['roster'] })
    },
  })
  const show = (changes: PlanChange[]) => {
    void client.cancelQueries({ queryKey: weekKey(week.monday) })
    client.setQueryData<RosterWeek>(weekKey(week.monday), (known) => known && withPlans(known, changes))
    send.mutate(changes)
  }
  const apply = (wanted: PlanChange[]) => {
    const changes = wanted.filter(({ userId, date, plan }) => !looksSame(planOf(userId, date), plan))
    if (!changes.length) return
    const before = changes.map(({ userId, date }) => ({ userId, date, plan: planOf(userId, date) }))
    setPast((known) => [...known, before].slice(-MOST_STEPS))
    show(changes)
  }
  const undo = () => {
    const last = past.at(-1)
    if (!last) return
    setPast(past.slice(0, -1))
    show(last)
  }
  /** Fills what is still free; says how many days that were. */
  const copyLastWeek = async (): Promise<number> => {
    const from = await get<RosterWeek>(`/api/roster/weeks/${addDays(week.monday, -7)}`)
    const changes = from.days.flatMap(({ userId, date, plan }) => {
      const day = addDays(date, 7)
      const isFree = looksSame(planOf(userId, day), FREE)
      return isFree && !looksSame(plan, FREE) ? [{ userId, date: day, plan: copyOf(plan) }] : []
    })
    apply(changes)
    return changes.length
  }
  return { planOf, apply, undo, canUndo: past.length > 0, copyLastWeek, busy: send.isPending }
}
