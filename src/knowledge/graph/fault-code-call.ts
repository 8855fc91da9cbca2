import { z } from 'zod'
import type { ActionDefinition, ActionOutcome } from '#business/contract.ts'
import { aboutFaultCode, type PartStock } from '#knowledge/graph/about-fault-code.ts'
import type { Database } from '#platform/db/open.ts'

/** A read that flows may call; ours, so that no business system is asked but for the stock of parts. */
export const FAULT_CODE = 'knowledge.fault-code'

const input = z.object({
  code: z.string().trim().min(1).max(20),
  productId: z.string().max(64).nullish(),
  language: z.enum(['zh', 'en']).default('zh'),
})

export const faultCodeAction: ActionDefinition = {
  name: FAULT_CODE,
  title: { zh: '查询故障代码（说明、视频、配件库存）', en: 'Look up a fault code (manual, video, spare parts)' },
  input,
  writes: false,
}

/** Answers as any action does: `data` is a FaultHelp. */
export async function callFaultCode(
  deps: { database: Database; partStock: PartStock },
  given: Record<string, unknown>,
): Promise<ActionOutcome> {
  const asked = input.safeParse(given)
  const help = asked.success ? await aboutFaultCode(deps, asked.data) : null
  if (help) return { ok: true, data: help }
  const message = { zh: '没有查到这个故障代码。', en: 'This fault code is not known.' }
  return { ok: false, why: 'not_found', code: 'not_found', message }
}
