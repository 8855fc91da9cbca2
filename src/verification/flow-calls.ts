import type { ActionOutcome } from '#business/contract.ts'
import { begin } from '#verification/begin.ts'
import { check } from '#verification/check.ts'
import { BEGIN, need, type Standing } from '#verification/contract.ts'
import type { VerificationDeps, Where } from '#verification/deps.ts'
import { openChallenge } from '#verification/queries.ts'

/** Words that ask for another code instead of giving one. */
const AGAIN =
  /resend|again|not (?:received|arrived|got)|(?:didn't|did not|haven't) (?:get|receive|got)|重新?发|再发|没(?:有)?收到/i

/** What the flow of verification calls: begin, and check an answer; "it did not come" sends another code. */
export async function runVerification(
  deps: VerificationDeps,
  where: Where,
  call: { action: string; input: Record<string, unknown> },
): Promise<ActionOutcome> {
  const by = { actor: `customer:${where.customerId}`, ip: '' }
  const text = (name: string) => (typeof call.input[name] === 'string' ? (call.input[name] as string) : '')
  const wish = { need: need.catch('any').parse(call.input.need), contact: text('contact'), way: text('way'), by }
  if (call.action === BEGIN) return told(await begin(deps, where, wish))
  const answer = text('answer')
  if (!AGAIN.test(answer)) return told(await check(deps, where, { answer, by }))
  const running = await openChallenge(deps.database.db, where.id)
  const result = await begin(deps, where, { ...wish, way: running?.method ?? '' })
  return told(result.state === 'sent' ? { ...result, state: 'resent' as Standing['state'] } : result)
}

/** As flat texts and numbers, which is what flows read. */
const told = ({ question, ...rest }: Standing): ActionOutcome => ({
  ok: true,
  data: { ...rest, zh: question?.zh ?? '', en: question?.en ?? '' },
})
