import { RANKS, type VerificationSettings } from '#verification/contract.ts'
import type { Proven } from '#verification/proofs.ts'

/** Calls over a line, as opposed to those from the site, come with a number and no sign-in. */
const PHONE = 'phone'

/** How a customer is known without being asked. */
export function baseOf(known: boolean, channel: string): 'signed-in' | 'number' | null {
  if (!known) return null
  return channel === PHONE ? 'number' : 'signed-in'
}

/** What is known of who is speaking, as a rank: from how he came, or what he proved since. Pure. */
export function rankOf(
  known: boolean,
  channel: string,
  proof: Pick<Proven, 'rank'> | null,
  { numberCounts }: Pick<VerificationSettings, 'numberCounts'>,
): number {
  const base = baseOf(known, channel)
  const came = base === null ? RANKS.none : base === 'number' && !numberCounts ? RANKS.any : RANKS.questions
  return Math.max(came, proof?.rank ?? 0)
}
