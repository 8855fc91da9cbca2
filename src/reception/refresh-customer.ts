import type { Perform } from '#business/contract.ts'
import { refreshProfile } from '#business/profile.ts'
import type { Conversations } from '#conversations/change.ts'
import type { Callers } from '#customers/callers.ts'
import { takeOverProfile } from '#customers/change-profile.ts'
import type { Database } from '#platform/db/open.ts'
import type { Log } from '#platform/log.ts'

type Deps = { database: Database; callers: Callers; conversations: Conversations; perform: Perform; log: Log }

/** Takes over what the business system knows of a customer. Nobody waits for it, so a failure is only logged. */
export async function refreshCustomer(
  { database, callers, conversations, perform, log }: Deps,
  customerId: string,
): Promise<void> {
  try {
    const profile = await refreshProfile({ perform }, customerId)
    if (profile) await database.transaction((tx) => takeOverProfile(tx, customerId, profile))
    callers.forget(customerId)
    conversations.forgetCustomer(customerId)
  } catch (error) {
    log.warn({ err: error, customerId }, 'the profile was not refreshed')
  }
}
