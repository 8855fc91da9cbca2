import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Store } from '../../kit/service/store.ts'
import { operation } from '../contract.ts'
import { plans } from './catalogue.ts'
import { putLine, usableLine } from './lines.ts'
import { type Line, Plan } from './shapes.ts'

/** A change counts from the first of next month, China time. */
export function firstOfNextMonth(now: Date): string {
  const there = new Date(now.getTime() + 8 * 3_600_000)
  return new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + 1, 1)).toISOString().slice(0, 10)
}

function plannedChange(store: Store, lineId: string | undefined, planId: string): { line: Line; plan: Plan } {
  const line = usableLine(store, lineId)
  const plan = plans.find((one) => one.id === planId)
  if (!plan) throw new ServiceError('not_found', planId)
  if (line.plan.id === planId) throw new ServiceError('same_plan')
  if (line.nextPlanId) throw new ServiceError('change_waits')
  if (plan.fromAge && line.ownerAge < plan.fromAge) throw new ServiceError('too_young')
  if (line.contractUntil && plan.price < line.plan.price) throw new ServiceError('in_contract')
  return { line, plan }
}

export const planOperations = [
  operation('quotePlan', 'GET /lines/{lineId}/plans/{planId}', {
    summary: 'What changing to a plan would mean',
    answer: z.object({ plan: Plan, before: Plan, more: z.number(), startsOn: z.string() }),
    errors: ['not_found', 'arrears', 'line_lost', 'same_plan', 'change_waits', 'too_young', 'in_contract'],
    run({ store, now }, { params }) {
      const { line, plan } = plannedChange(store, params.lineId, params.planId!)
      return { plan, before: line.plan, more: plan.price - line.plan.price, startsOn: firstOfNextMonth(now()) }
    },
  }),
  operation('changePlan', 'POST /lines/{lineId}/plan-changes', {
    summary: 'Change the plan from next month on',
    body: z.object({ planId: z.string(), channel: z.string() }),
    answer: z.object({ id: z.string(), startsOn: z.string() }),
    status: 201,
    errors: ['not_found', 'arrears', 'line_lost', 'same_plan', 'change_waits', 'too_young', 'in_contract'],
    run({ store, now }, { params, body }) {
      const { line, plan } = plannedChange(store, params.lineId, body.planId)
      putLine(store, { ...line, nextPlanId: plan.id })
      return { id: `YC${store.nextNumber('plan-change', 4001)}`, startsOn: firstOfNextMonth(now()) }
    },
  }),
]
