import type { ActionDefinition } from '#business/contract.ts'
import { faultCodeAction } from '#knowledge/graph/fault-code-call.ts'
import { verificationActions } from '#verification/contract.ts'

/** What flows of any pack may call without a business system. */
export const ownActions: readonly ActionDefinition[] = [faultCodeAction, ...verificationActions]
