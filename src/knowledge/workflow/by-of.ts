import type { By } from '#knowledge/articles.ts'
import type { Actor } from '#platform/http/route.ts'

/** Who does it, as the ledger and the audit log have it. */
export const byOf = (actor: Actor, ip: string): By => ({ actor: `${actor.kind}:${actor.id}`, ip })
