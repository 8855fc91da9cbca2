import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { WordingRule } from '#packs/contract.ts'
import { foldersOf, readYaml } from '#platform/read-yaml.ts'

const sentence = z.string().trim().min(1).max(500)
const both = z.strictObject({ zh: sentence, en: sentence })
const id = z.string().regex(/^[a-z][a-z0-9-]*$/)

/** `packs/ID/compliance.yaml`. */
const complianceFile = z.strictObject({
  /** Wording that nobody may use: not the bot, not an agent. */
  banned: z
    .array(
      z.strictObject({
        id,
        pattern: z.string().refine(isPattern, 'is not a regular expression, or matches nothing at all'),
        instead: both.optional(),
        reason: both.optional(),
        /** `refuse`: an agent cannot send it; `mark`: he can, and it is noted. */
        severity: z.enum(['refuse', 'mark']).default('refuse'),
      }),
    )
    .default([]),
  /** Wording that must be said with every answer from articles of these categories. */
  fixed: z
    .array(z.strictObject({ id, categories: z.array(z.string().min(1)).min(1), text: both, reason: both.optional() }))
    .default([]),
})

/** The rules of wording of the packs. Throws with file and line. */
export function loadRules(packs: string | readonly string[]): WordingRule[] {
  return foldersOf(packs).flatMap((folder): WordingRule[] => {
    const file = join(folder, 'compliance.yaml')
    if (!existsSync(file)) return []
    const pack = basename(folder)
    const { banned, fixed } = readYaml(file, complianceFile)
    return [
      ...banned.map((rule) => ({
        ...{ id: `${pack}.${rule.id}`, pack, kind: 'banned' as const, pattern: rule.pattern },
        ...{ text: rule.instead ?? null, reason: rule.reason ?? null, categories: [], severity: rule.severity },
      })),
      ...fixed.map((rule) => ({
        ...{ id: `${pack}.${rule.id}`, pack, kind: 'fixed' as const, pattern: '' },
        ...{ text: rule.text, reason: rule.reason ?? null, categories: rule.categories, severity: 'mark' as const },
      })),
    ]
  })
}

function isPattern(source: string): boolean {
  try {
    return !new RegExp(`^(?:${source})$`, 'iu').test('')
  } catch {
    return false
  }
}
