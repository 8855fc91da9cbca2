import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { networkInterfaces } from 'node:os'
import type { Database } from '#platform/db/open.ts'
import { findNode, hasOthers, removeNode, writeNode } from '#platform/node-queries.ts'

/** A node of which nothing is heard for so long is gone. */
const LOST_MS = 60_000
/** A proof is good for so long, and once. */
const PROOF_MS = 30_000

export type Nodes = {
  id: string
  /** Whether any other node was there when it was looked last. */
  others(): boolean
  /** Where a node is reached, e.g. `http://10.0.0.5:3000`; null when it is gone. */
  find(id: string): Promise<string | null>
  /** Proves to another node that one of this house speaks, once and soon. */
  proofFor(id: string): string
  isProof(proof: string): boolean
  /** Here from now on, at this address. */
  open(address: string): Promise<void>
  /** Still here; told again and again. */
  touch(): Promise<void>
  leave(): Promise<void>
}

/** The nodes on one database. `secret` is what they all read from it. */
export function openNodes({ database, id, secret }: { database: Database; id: string; secret: string }): Nodes {
  const { db } = database
  const key = createHmac('sha256', secret).update('nodes').digest()
  const used = new Map<string, number>()
  let own = ''
  let others = false
  const alive = () => new Date(Date.now() - LOST_MS)
  const touch = async () => {
    await writeNode(db, { id, address: own, seen_at: new Date() }, new Date(Date.now() - 10 * LOST_MS))
    others = await hasOthers(db, id, alive())
  }
  const signed = (said: string) => createHmac('sha256', key).update(said).digest('base64url')
  return {
    id,
    others: () => others,
    find: (wanted) => findNode(db, wanted, alive()),
    proofFor(wanted) {
      const said = `${wanted}.${Date.now() + PROOF_MS}.${randomBytes(12).toString('base64url')}`
      return `${said}.${signed(said)}`
    },
    isProof(proof) {
      const now = Date.now()
      for (const [old, until] of used) if (until < now) used.delete(old)
      const at = proof.lastIndexOf('.')
      const said = proof.slice(0, at)
      const [mac, own] = [Buffer.from(proof.slice(at + 1)), Buffer.from(signed(said))]
      const [wanted, until] = said.split('.')
      if (mac.length !== own.length || !timingSafeEqual(mac, own)) return false
      if (wanted !== id || !(Number(until) > now) || used.has(said)) return false
      used.set(said, Number(until))
      return true
    },
    async open(address) {
      own = address
      await touch()
    },
    touch,
    leave: () => removeNode(db, id),
  }
}

/** Where other nodes reach a server that listens here: one that listens everywhere is reached at an address of the machine. */
export function reachedAt(listening: string): string {
  const url = new URL(listening)
  if (!['0.0.0.0', '[::]'].includes(url.hostname)) return url.origin
  const outer = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')
  if (outer) url.hostname = outer.address
  return url.origin
}
