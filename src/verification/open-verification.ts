import type { ActionOutcome, Perform } from '#business/contract.ts'
import type { Conversations } from '#conversations/change.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import { check } from '#verification/check.ts'
import { type Need, RANKS, type VerificationSettings, type Ways } from '#verification/contract.ts'
import type { VerificationDeps, Where } from '#verification/deps.ts'
import { runVerification } from '#verification/flow-calls.ts'
import { guardPerform, needOf } from '#verification/guard.ts'
import { openChallenge } from '#verification/queries.ts'
import { rankOf } from '#verification/rank.ts'
import { waysOut } from '#verification/send-code.ts'
import { readVerificationSettings } from '#verification/settings.ts'

/** What a turn knows of the customer, as far as it matters here. */
type Speaker = { name: string; tier: string; verified: boolean }
type Talk = { id: string; channel: string }

export type Verification = {
  settings: () => VerificationSettings
  ways: () => Ways
  /** The flow's calls. */
  run: (call: { action: string; input: Record<string, unknown>; conversationId: string }) => Promise<ActionOutcome>
  guard: (perform: Perform) => Perform
  /** What a customer writes to a person: the code that was asked for from the desk is taken from it. */
  overhear: (conversation: Where & { status: string }, text: string) => Promise<void>
  /** Who is speaking: himself, or whom he has proven to be. */
  speaker: <C extends Speaker>(caller: C, conversation: Talk) => C
  /** What a turn may know. */
  world: (
    caller: Speaker,
    conversation: Talk,
  ) => { rank: number; available: boolean; needs: (action: string, amount: number | null) => Need }
  /** The id the business knows somebody by who has proven who he is. */
  provenId: (conversationId: string | null) => string | null
}

/** Six digits that stand alone. */
const CODE = /(?<!\d)\d(?:[\s-]?\d){5}(?!\d)/
const STALE_MS = 15_000

/** Verification as the rest of the house sees it; settings and ways are remembered, since every message asks. */
export async function openVerification(
  deps: VerificationDeps,
  { tail, conversations }: { tail: Tail; conversations: Conversations },
): Promise<Verification> {
  const { database, proofs, log } = deps
  let settings = await readVerificationSettings(database.db)
  let ways = await waysOut(deps)
  let readAt = Date.now()
  const read = async () => {
    readAt = Date.now()
    settings = await readVerificationSettings(database.db)
    ways = await waysOut(deps)
  }
  tail.onEvents(async (events) => {
    if (events.some(({ kind }) => kind === 'verification.configured')) await read()
  })
  /** Mailboxes are set up elsewhere and tell nobody. */
  const freshWays = (): Ways => {
    if (Date.now() - readAt > STALE_MS)
      void read().catch((error: unknown) => log.warn({ err: error }, 'the ways of verification could not be read anew'))
    return ways
  }
  return {
    settings: () => settings,
    ways: freshWays,
    run: async ({ conversationId, ...call }) => runVerification(deps, await conversations.find(conversationId), call),
    overhear: async (conversation, text) => {
      const [code] = text.match(CODE) ?? []
      if (!code || conversation.status !== 'human') return
      const running = await openChallenge(database.db, conversation.id)
      if (running?.method !== 'sms' && running?.method !== 'email') return
      await check(deps, conversation, { answer: code, by: { actor: `customer:${conversation.customerId}`, ip: '' } })
    },
    guard: (perform) =>
      guardPerform(perform, {
        settings: () => settings,
        rank: async (customerId, conversationId) => {
          const customer = await deps.find(customerId)
          const channel = conversationId ? (await conversations.find(conversationId)).channel : ''
          return rankOf(Boolean(customer?.externalId), channel, proofs.of(conversationId), settings)
        },
      }),
    speaker: (caller, { id }) => {
      const proof = caller.verified ? null : proofs.of(id)
      return proof ? { ...caller, name: proof.customer.name, tier: proof.customer.tier, verified: true } : caller
    },
    world: ({ verified }, { id, channel }) => {
      const proof = proofs.of(id)
      // Whoever proved who he is has not come as that one.
      const came = verified && proof === null
      const { sms, email } = freshWays()
      return {
        rank: proof ? Math.max(proof.rank, RANKS.any) : rankOf(came, channel, null, settings),
        available: settings.on && (verified || sms || email),
        needs: (action, amount) => needOf(settings, action, amount),
      }
    },
    provenId: (conversationId) => proofs.of(conversationId)?.customer.externalId ?? null,
  }
}
