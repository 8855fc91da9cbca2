import { maskPhone } from '#governance/mask.ts'
import type { Chosen } from '#outbound/audience.ts'
import { type CampaignPlan, LEFT_OUT, type Preview } from '#outbound/contract.ts'
import { resumesAt } from '#outbound/pacing.ts'
import { renderText } from '#outbound/render-text.ts'
import { addWorkingMinutes } from '#team/hours.ts'

const EXAMPLES = 5
const SAMPLES = 3

/** What would happen if the campaign began now. */
export function previewOf(plan: CampaignPlan, { callable, leftOut }: Chosen, now: Date): Preview {
  return {
    ...{ total: callable.length + leftOut.length, callable: callable.length },
    leftOut: LEFT_OUT.flatMap((why) => {
      const left = leftOut.filter((one) => one.why === why)
      const examples = left.slice(0, EXAMPLES).map(({ name, number }) => name || maskPhone(number))
      return left.length ? { why, count: left.length, examples } : []
    }),
    samples: callable.slice(0, SAMPLES).map((one) => ({
      ...{ name: one.name, number: maskPhone(one.number), text: renderText(plan.text, one).text },
    })),
    throughAt: throughAt(plan, callable.length, now),
  }
}

/** A call lasts about a minute, so that calls at once limit the pace as well. */
function throughAt(plan: CampaignPlan, count: number, now: Date): string | null {
  const begins = resumesAt(plan, now.getTime())
  if (begins === null) return null
  const minutes = Math.ceil(count / Math.min(plan.pacing.perMinute, plan.pacing.atOnce))
  const through = addWorkingMinutes(plan.hours, new Date(begins), minutes)
  return through && through.getTime() <= Date.parse(plan.endsAt) ? through.toISOString() : null
}
