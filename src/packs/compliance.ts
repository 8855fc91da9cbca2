import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { WordingFinding, WordingRule } from '#packs/contract.ts'
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
        ...{ text: rule.instead ?? null, reason: rule.reason ?? null, categories: [] },
      })),
      ...fixed.map((rule) => ({
        ...{ id: `${pack}.${rule.id}`, pack, kind: 'fixed' as const, pattern: '' },
        ...{ text: rule.text, reason: rule.reason ?? null, categories: rule.categories },
      })),
    ]
  })
}

/** Finds banned wording in a text, first things first; at most 20. */
export function checkWording(rules: readonly WordingRule[], text: string, language: 'zh' | 'en'): WordingFinding[] {
  const read = text.slice(0, 5000)
  return rules
    .filter((rule) => rule.kind === 'banned')
    .flatMap((rule) =>
      [...read.matchAll(new RegExp(rule.pattern, 'giu'))].map((match) => ({
        rule: rule.id,
        text: match[0],
        start: match.index,
        end: match.index + match[0].length,
        instead: rule.text?.[language] ?? null,
        reason: rule.reason?.[language] ?? null,
      })),
    )
    .filter((finding) => finding.text !== '')
    .sort((a, b) => a.start - b.start)
    .slice(0, 20)
}

function isPattern(source: string): boolean {
  try {
    return !new RegExp(`^(?:${source})$`, 'iu').test('')
  } catch {
    return false
  }
}
