import { clip } from '#dialogue/format.ts'

/** Most items of a list and characters of a text that a flow keeps of an answer. */
const MOST_ITEMS = 12
const MOST_TEXT = 600

/** The fields a flow wants to keep of an answer; `items.name` reaches through lists. Long lists and texts are cut. */
export function project(data: unknown, keep: string[] | undefined): unknown {
  const trimmed = trim(data, 0)
  const kept = keep ? keep.map((path) => pick(trimmed, path.split('.'))).reduce(merge, undefined) : trimmed
  // Through JSON, so that what is stored and what is in hand are the same.
  return JSON.parse(JSON.stringify(kept ?? null))
}

function trim(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return clip(value, MOST_TEXT)
  if (Array.isArray(value)) return depth > 6 ? [] : value.slice(0, MOST_ITEMS).map((item) => trim(item, depth + 1))
  if (value === null || typeof value !== 'object') return value
  if (depth > 6) return null
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 40)
      .map(([key, item]) => [key, trim(item, depth + 1)]),
  )
}

function pick(value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) return value
  if (Array.isArray(value)) return value.map((item) => pick(item, [key, ...rest]))
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined
  const inner = pick((value as Record<string, unknown>)[key], rest)
  return inner === undefined ? undefined : { [key]: inner }
}

function merge(a: unknown, b: unknown): unknown {
  if (a === undefined || b === undefined) return a ?? b
  if (Array.isArray(a) && Array.isArray(b)) return a.map((item, index) => merge(item, b[index]))
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return b
  const both = { ...(a as Record<string, unknown>) }
  for (const [key, value] of Object.entries(b)) both[key] = merge(both[key], value)
  return both
}
