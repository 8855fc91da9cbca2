import { createHash } from 'node:crypto'

/** The same for the same JSON, however its keys are ordered. */
export const contentHash = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, (_, inner) => sorted(inner)))
    .digest('hex')
    .slice(0, 32)

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
