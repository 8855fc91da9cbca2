import { randomBytes } from 'node:crypto'
import type { Db } from '#platform/db/open.ts'
import { settingOr } from '#platform/settings/queries.ts'

export type Secrets = { session: string; identity: string; shopApiKey: string }

/** The installation's own secrets: made at first start and kept in the database, so that all nodes share them. */
export async function readSecrets(db: Db, given: { identity: string }): Promise<Secrets> {
  const made = () => randomBytes(32).toString('base64url')
  return {
    session: await settingOr(db, 'secret.session', made()),
    identity: given.identity || (await settingOr(db, 'secret.identity', made())),
    shopApiKey: await settingOr(db, 'secret.shop-api-key', made()),
  }
}
