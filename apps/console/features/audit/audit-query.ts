import type { Query } from '../../api.ts'

export type AuditValues = { actor: string; noun: string; target: string; from: string; to: string }

/** The filters as the server takes them: a noun is all of its actions, `to` is the day after the one chosen. */
export function auditQuery({ actor, noun, target, from, to }: AuditValues): Query {
  return { actor, target, action: noun && `${noun}.*`, from: startOf(from, 0), to: startOf(to, 1) }
}

function startOf(day: string, later: number): string | undefined {
  const at = new Date(`${day}T00:00:00`)
  if (!day || Number.isNaN(at.getTime())) return undefined
  at.setDate(at.getDate() + later)
  return at.toISOString()
}
