import { findPersonal } from '#governance/find-personal.ts'

/** Names that the training knows for what is masked; the rest keep the name of their kind. */
const NAMES: Record<string, string> = { IDCARD: 'id_card', CARD: 'bank_card', NAME: 'person' }
const LIMIT = 300

/**
 * A message without personal data and numbers. What is taken out stands as `{phone}`, `{order}` …, which is also how
 * the understanding sees them, so that an example made of it teaches the same.
 */
export function maskCase(text: string): string {
  let masked = ''
  let at = 0
  for (const { kind, start, end } of findPersonal(text)) {
    if (kind === 'MARK') continue
    masked += `${text.slice(at, start)}{${NAMES[kind] ?? kind.toLowerCase()}}`
    at = end
  }
  return (masked + text.slice(at)).replace(/\s+/g, ' ').trim().slice(0, LIMIT)
}
