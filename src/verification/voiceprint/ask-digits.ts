import { randomInt } from 'node:crypto'
import { newId } from '#platform/id.ts'
import type { Standing, VerificationSettings } from '#verification/contract.ts'
import type { By, VerificationDeps, Where } from '#verification/deps.ts'
import { limitsOf } from '#verification/limits.ts'
import { insertChallenge } from '#verification/queries.ts'
import { at, tell } from '#verification/tell.ts'

/** So many digits take about as long to say as a comparison needs. */
const DIGITS = 10

/** What is asked; kept, because digits that anybody may hear are no secret. */
export type SpokenDigits = { hash: string; zh: string; en: string }

/** Asks a caller with a voiceprint to say digits that nobody could have recorded before. */
export async function askDigits(
  deps: VerificationDeps,
  where: Where,
  { customerId, settings, by }: { customerId: string; settings: VerificationSettings; by: By },
): Promise<Standing> {
  const id = newId()
  const now = deps.now()
  const digits = Array.from({ length: DIGITS }, () => randomInt(10)).join('')
  const shown = digits.replace(/(\d)(?=\d)/g, '$1 ')
  const question = {
    zh: `请用平常的声音，一个一个念出这串数字：${shown}`,
    en: `Please say these digits one by one in your usual voice: ${shown}`,
  }
  const secret: SpokenDigits = { hash: deps.secrets.hash(id, digits), ...question }
  await deps.database.transaction(async (tx) => {
    await insertChallenge(tx, {
      ...{ id, method: 'voiceprint', hint: '', now, conversation_id: where.id, begun_by: by.actor, address_key: null },
      ...{ requester_id: where.customerId, customer_id: customerId, secret },
      expires_at: new Date(now.getTime() + limitsOf(settings).codeMs),
    })
    await tell(tx, where, { what: 'begun', method: 'voiceprint', hint: '', by })
  })
  return at('question', { method: 'voiceprint', question, left: settings.failures })
}
