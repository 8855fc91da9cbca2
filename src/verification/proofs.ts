import type { Customer } from '#customers/contract.ts'
import type { Database } from '#platform/db/open.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Proof } from '#verification/contract.ts'
import { proofsInForce } from '#verification/queries.ts'

export type Proven = Proof & { customer: Customer }
export type Proofs = {
  /** What is proven in a conversation at this moment. */
  of: (conversationId: string | null) => Proven | null
  put: (proof: Proven) => void
}

/** Proofs in force, remembered because every message asks; follows what other nodes prove. */
export async function openProofs(
  { database, tail, find }: { database: Database; tail: Tail; find: (id: string) => Promise<Customer | null> },
  now = () => new Date(),
): Promise<Proofs> {
  const known = new Map<string, Proven>()
  const take = async (proofs: Proof[]) => {
    for (const proof of proofs) {
      const customer = await find(proof.customerId)
      if (customer) known.set(proof.conversationId, { ...proof, customer })
    }
  }
  await take(await proofsInForce(database.db, now()))
  tail.onEvents(async (events) => {
    const passed = events.filter(({ kind, payload }) => kind === 'verification.changed' && payload.what === 'passed')
    const ids = new Set(passed.flatMap(({ conversationId }) => conversationId ?? []))
    await take(await proofsInForce(database.db, now(), [...ids]))
  })
  return {
    of: (conversationId) => {
      const proof = conversationId === null ? undefined : known.get(conversationId)
      if (!proof) return null
      if (Date.parse(proof.expiresAt) > now().getTime()) return proof
      known.delete(proof.conversationId)
      return null
    },
    put: (proof) => void known.set(proof.conversationId, proof),
  }
}
