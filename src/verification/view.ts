import { type Need, RANKS, type VerificationMethod, type VerificationView } from '#verification/contract.ts'
import type { VerificationDeps, Where } from '#verification/deps.ts'
import { listChallenges, openChallenge, readWatch } from '#verification/queries.ts'
import { baseOf } from '#verification/rank.ts'
import { waysOut } from '#verification/send-code.ts'
import { readVerificationSettings } from '#verification/settings.ts'
import { subjectsOf } from '#verification/tell.ts'
import { voiceState } from '#verification/voiceprint/voiceprints.ts'

const SHOWN = 10

/** What the desk shows of who is speaking in a conversation, and what can be begun. */
export async function viewOf(deps: VerificationDeps, where: Where): Promise<VerificationView> {
  const { db } = deps.database
  const now = deps.now()
  const [settings, ways, own] = await Promise.all([
    readVerificationSettings(db),
    waysOut(deps),
    deps.find(where.customerId),
  ])
  const known = Boolean(own?.externalId)
  const proof = deps.proofs.of(where.id)
  const about = known ? own : (proof?.customer ?? null)
  const running = await openChallenge(db, where.id)
  const watches = await Promise.all(
    subjectsOf(where.customerId, about?.id ?? null).map((subject) => readWatch(db, subject)),
  )
  const lockedUntil = Math.max(...watches.map((watch) => watch.lockedUntil ?? 0))
  const canBe = (method: 'sms' | 'email') =>
    ways[method] && (about === null || Boolean(about.attributes[method === 'sms' ? 'phone' : 'email']))
  const voiceprint = await voiceState(deps.voice, where.id, about?.id ?? null, settings)
  const methods: VerificationMethod[] = [
    ...(voiceprint.lacking === null && voiceprint.since ? (['voiceprint'] as const) : []),
    ...(['sms', 'email'] as const).filter(canBe),
    ...(about ? (['questions'] as const) : []),
  ]
  return {
    on: settings.on,
    base: baseOf(known, where.channel),
    proof: proof && {
      ...{ method: proof.method, level: levelOf(proof.rank), customerId: proof.customerId },
      ...{ customerName: proof.customer.name, at: proof.at, expiresAt: proof.expiresAt },
    },
    lockedUntil: lockedUntil > now.getTime() ? new Date(lockedUntil).toISOString() : null,
    open:
      running && running.expires_at > now
        ? {
            ...{ method: running.method, hint: running.hint },
            ...{ sentAt: running.sent_at.toISOString(), expiresAt: running.expires_at.toISOString() },
          }
        : null,
    methods: settings.on ? methods : [],
    voiceprint,
    needsContact: about === null,
    history: (await listChallenges(db, where.id, SHOWN)).map((row) => ({
      ...{ at: row.created_at.toISOString(), method: row.method, hint: row.hint, by: row.begun_by },
      state: row.state === 'open' && row.expires_at <= now ? 'expired' : row.state,
    })),
  }
}

const levelOf = (rank: number): Need => (Object.keys(RANKS) as Need[]).find((level) => RANKS[level] === rank) ?? 'any'
