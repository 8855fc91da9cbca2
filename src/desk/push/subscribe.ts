import type { PushSubscriptionInput } from '#desk/push/contract.ts'
import type { PushDeps } from '#desk/push/deliver-push.ts'
import { deleteSubscription, findSealed, putSubscription } from '#desk/push/queries.ts'
import { writeTest } from '#desk/push/write-push.ts'
import { contentHash } from '#platform/content-hash.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import type { Seal } from '#platform/settings/seal.ts'
import type { PushKeys } from '#platform/web-push/encrypt.ts'
import { pushAddress } from '#platform/web-push/send-push.ts'
import { sessionId } from '#team/token.ts'

type Target = Pick<PushSubscriptionInput, 'endpoint' | 'keys'>
type Person = Extract<Actor, { kind: 'user' }>

/** Keeps a browser's subscription, or what its owner wants of it now. Throws address_refused. */
export async function subscribe({ database, seal, now }: PushDeps, actor: Actor, input: PushSubscriptionInput) {
  const { endpoint, keys, kinds, language, quiet, timeZone } = input
  const { id: userId, sessionHash } = personOf(actor)
  pushAddress(endpoint)
  const sealed = seal.close({ endpoint, keys } satisfies Target)
  const one = { id: contentHash(endpoint), userId, sessionId: sessionId(sessionHash), sealed }
  await putSubscription(database.db, { ...one, kinds, language, quiet, timeZone }, now())
}

export const unsubscribe = ({ database }: PushDeps, actor: Actor, endpoint: string): Promise<void> =>
  deleteSubscription(database.db, contentHash(endpoint), personOf(actor).id)

/** Rings once, to see whether it does. Throws not_found, push_failed. */
export async function tryPush(
  { database, seal, push, now }: PushDeps,
  actor: Actor,
  endpoint: string,
  language: 'zh' | 'en',
) {
  const sealed = await findSealed(database.db, contentHash(endpoint), personOf(actor).id)
  if (!sealed) throw new AppError('not_found')
  const message = { payload: writeTest(language), ttl: 60, urgent: true, topic: 'test' }
  const answer = await push.send(openTarget(seal, sealed), message, now())
  if (answer.ok) return
  if (answer.gone) await deleteSubscription(database.db, contentHash(endpoint))
  throw new AppError('push_failed', { detail: answer.error })
}

export function openTarget(seal: Seal, sealed: string): { endpoint: string; keys: PushKeys } {
  const { endpoint, keys } = seal.open<Target>(sealed)
  return {
    endpoint,
    keys: { p256dh: Buffer.from(keys.p256dh, 'base64url'), auth: Buffer.from(keys.auth, 'base64url') },
  }
}

/** A browser is a person's; a key has none. */
function personOf(actor: Actor): Person {
  if (actor.kind !== 'user') throw new AppError('forbidden')
  return actor
}
