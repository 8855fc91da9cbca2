import type { Audit } from '#governance/contract.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { hasUsers, insertUser, lockUsers } from '#team/queries.ts'
import type { Device } from '#team/session.ts'
import { completeSignIn, type SignedIn } from '#team/sign-in.ts'

export type SetUp = { login: string; name: string; locale: 'zh' | 'en'; passwordHash: string }

/** Makes the first administrator and signs him in; possible only while there is no user at all. Throws setup_done. */
export async function setUp(tx: Tx, audit: Audit, first: SetUp, device: Device): Promise<SignedIn> {
  await lockUsers(tx)
  if (await hasUsers(tx)) throw new AppError('setup_done')
  const id = newId()
  await insertUser(tx, {
    ...first,
    id,
    nameEn: '',
    email: '',
    role: 'administrator',
    skills: [],
    languages: [first.locale],
    capacity: 5,
    mustChangePassword: false,
  })
  await audit(tx, { actor: `user:${id}`, action: 'server.set-up', target: `user:${id}`, ip: device.ip })
  return completeSignIn(tx, audit, id, device, 'setup')
}
