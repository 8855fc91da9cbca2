import { compareAction } from '#business/compare-products.ts'
import type { ActionDefinition } from '#business/contract.ts'
import { faultCodeAction } from '#knowledge/graph/fault-code-call.ts'
import { videosAction } from '#knowledge/graph/videos-call.ts'
import { verificationActions } from '#verification/contract.ts'

/** What flows of any pack may call besides what its business system offers. */
export const ownActions: readonly ActionDefinition[] = [
  faultCodeAction,
  videosAction,
  compareAction,
  ...verificationActions,
]
