import type { Database } from '#platform/db/open.ts'
import { findFirstAdministrator } from '#team/queries.ts'
import { createSignInLink } from '#team/sign-in-link.ts'

export const administratorExists = async (database: Database): Promise<boolean> =>
  (await findFirstAdministrator(database.db)) !== null

/** A one-time sign-in address for the first administrator, or null when there is none yet. */
export async function administratorLink(database: Database, url: string): Promise<string | null> {
  const id = await findFirstAdministrator(database.db)
  if (!id) return null
  const token = await database.transaction((tx) => createSignInLink(tx, id))
  return `${url}/console/sign-in?link=${encodeURIComponent(token)}`
}
