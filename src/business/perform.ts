import { createHash } from 'node:crypto'
import type { Action } from '#business/action.ts'
import type { Catalogue } from '#business/catalogue.ts'
import type { ActionCall, ActionOutcome, Perform } from '#business/contract.ts'
import type { BusinessCall, CallResult, Connector } from '#business/openapi-connector.ts'
import { failedOutcome, invalidInput, refused } from '#business/wording.ts'
import type { Database } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Log } from '#platform/log.ts'

export type PerformDeps = {
  database: Database
  catalogue: Catalogue
  /** The way to a system, by the name actions give; null for one that is not connected. */
  connectorOf: (system: string) => Connector | null
  /** The id the business knows our customer by; null for one who has not shown who he is. */
  resolveExternalId: (customerId: string, conversationId: string | null) => Promise<string | null>
  /** Address under which the business can fetch a file of ours. */
  fileUrl: (fileId: string) => string
  log: Log
}

type Ran = { outcome: ActionOutcome; attempts: number; reference: Record<string, string> }

/** Runs actions of the catalogue: checks the input and whose it is, calls the business, words the outcome, records it. */
export function openPerform(deps: PerformDeps): Perform {
  return async (call) => {
    const action = deps.catalogue.find(call.action)
    const started = performance.now()
    const { outcome, attempts, reference } = action
      ? await run(deps, action, call)
      : { outcome: refused('unknown_action'), attempts: 0, reference: {} }
    const facts = {
      action: call.action,
      writes: action?.writes ?? false,
      outcome: outcome.ok ? ('ok' as const) : outcome.why,
      code: outcome.ok ? null : outcome.code,
      durationMs: Math.round(performance.now() - started),
      attempts,
      idempotencyKey: call.idempotencyKey,
      reference,
    }
    deps.log.info({ ...facts, conversationId: call.conversationId }, 'business action')
    const { conversationId, customerId, actor } = call
    await deps.database.transaction((tx) =>
      appendEvents(tx, [{ kind: 'action.performed', conversationId, customerId, actor, payload: facts }]),
    )
    return outcome
  }
}

async function run(deps: PerformDeps, action: Action, call: ActionCall): Promise<Ran> {
  const input = action.input.safeParse(call.input)
  const nothing = { attempts: 0, reference: {} }
  if (!input.success) {
    const fields = input.error.issues.map((issue) => issue.path.join('.')).join(', ')
    return { ...nothing, outcome: invalidInput(fields, action.fieldTitles) }
  }
  const shopCustomer = await deps.resolveExternalId(call.customerId, call.conversationId)
  if (shopCustomer === null && action.access === 'customer') return { ...nothing, outcome: refused('sign_in_needed') }
  const connector = deps.connectorOf(action.system)
  if (!connector) return { ...nothing, outcome: refused('unknown_action') }
  let attempts = 0
  const ask = async <T>(request: BusinessCall<T>): Promise<CallResult<T>> => {
    const result = await connector.call(request)
    attempts += result.attempts
    return result
  }
  const work = {
    ask,
    shopCustomer: shopCustomer ?? '',
    idempotencyKey: headerSafe(call.idempotencyKey),
    fileUrl: deps.fileUrl,
  }
  const result = await action.run(work, input.data as never)
  const outcome: ActionOutcome = result.ok ? { ok: true, data: result.data } : failedOutcome(result, action)
  return { outcome, attempts, reference: referenceOf(action, input.data as Record<string, unknown>, result) }
}

/** Any key fits a header; a strange one is replaced by its hash. */
const headerSafe = (key: string) =>
  /^[\x21-\x7e]{1,128}$/.test(key) ? key : createHash('sha256').update(key).digest('hex')

/** Ids for the ledger. What was not found may be anything the customer typed, so it is left out. */
function referenceOf(
  action: Action,
  input: Record<string, unknown>,
  result: CallResult<unknown>,
): Record<string, string> {
  if (!result.ok && result.why === 'not_found') return {}
  const given = action.references.flatMap((field) =>
    typeof input[field] === 'string' ? [[field, input[field]] as const] : [],
  )
  const made = result.ok && action.answers ? [[action.answers, (result.data as { id: string }).id] as const] : []
  return Object.fromEntries([...given, ...made])
}
