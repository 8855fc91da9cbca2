import type { Audit } from '#governance/contract.ts'
import type { Database, Db } from '#platform/db/open.ts'
import type { TeamMember } from '#team/contract.ts'

export type TeamDeps = {
  database: Database
  audit: Audit
  /** Who is at work, by user id; whoever is missing is offline. */
  presenceOf: (db: Db, userIds: string[]) => Promise<Map<string, TeamMember['presence']>>
  /** Name of the session cookie, as the server reads it. */
  cookie: string
}
