import type { Labeller } from '#learning/label.ts'
import type { Actor } from '#platform/http/route.ts'

/** Labels are counted by person; an API key counts as one. */
export const labeller = (actor: Actor, ip: string): Labeller => ({
  actor: `${actor.kind}:${actor.id}`,
  person: actor.id,
  ip,
})
