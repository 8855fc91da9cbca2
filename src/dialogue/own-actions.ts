import { COMPARE, compareAction, compareProducts } from '#business/compare-products.ts'
import type { ActionDefinition, ActionOutcome } from '#business/contract.ts'
import { callFaultCode, FAULT_CODE, faultCodeAction } from '#knowledge/graph/fault-code-call.ts'
import { callVideos, VIDEOS, videosAction } from '#knowledge/graph/videos-call.ts'
import type { Database } from '#platform/db/open.ts'
import { verificationActions } from '#verification/contract.ts'

/** What flows of any pack may call besides what its business system offers. */
export const ownActions: readonly ActionDefinition[] = [
  faultCodeAction,
  videosAction,
  compareAction,
  ...verificationActions,
]

type Asks = {
  database: Database
  partStock: (partId: string) => Promise<number | null>
  getProduct: (productId: string) => Promise<ActionOutcome>
}

/** The outcome of one of the reads among them; null for any other action. */
export function readOwn(action: string, input: Record<string, unknown>, asks: Asks): Promise<ActionOutcome> | null {
  if (action === FAULT_CODE) return callFaultCode(asks, input)
  if (action === VIDEOS) return callVideos(asks.database, input)
  return action === COMPARE ? compareProducts(input, asks.getProduct) : null
}
