import { type ContextLink, contextLinks } from '#desk/context-links/contract.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import { settings } from '#platform/settings/settings.ts'

const KEY = 'desk.context-links'

/** Ways from a customer into the company's other systems, in the operator's order. */
export async function readLinks(db: Queryable): Promise<ContextLink[]> {
  const kept = contextLinks.safeParse(await settings.read(db, KEY))
  return kept.success ? kept.data : []
}

export async function writeLinks(
  tx: Tx,
  list: ContextLink[],
  by: { actor: string; ip: string },
): Promise<ContextLink[]> {
  await settings.write(tx, KEY, list)
  await recordAudit(tx, { ...by, action: 'context-links.edited', target: `setting:${KEY}` })
  return list
}
