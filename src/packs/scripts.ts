import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Script } from '#packs/contract.ts'
import { foldersOf, readYaml } from '#platform/read-yaml.ts'

const sentence = z.string().trim().min(1).max(1000)
const both = z.strictObject({ zh: sentence, en: sentence })
const EMOTIONS = [
  ...['anger', 'anxiety', 'dissatisfaction', 'disappointment', 'sadness', 'fear', 'surprise', 'gratitude', 'joy'],
  'neutral',
] as const
const PERSONAS = ['elderly', 'vip', 'new', 'regular'] as const

/** `packs/ID/scripts.yaml`. */
const scriptFile = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    title: both,
    emotions: z.array(z.enum(EMOTIONS)).default([]),
    personas: z.array(z.enum(PERSONAS)).default([]),
    text: both,
  }),
)

/** What to say in which situation, of all packs. Throws with file and line. */
export function loadScripts(packs: string | readonly string[]): Script[] {
  return foldersOf(packs).flatMap((folder) => {
    const file = join(folder, 'scripts.yaml')
    const pack = basename(folder)
    return existsSync(file) ? readYaml(file, scriptFile).map((one) => ({ ...one, id: `${pack}.${one.id}`, pack })) : []
  })
}

/** Those that suit, closest first: made for this emotion and this kind of customer, then for either, then for any. */
export function suitingScripts(scripts: readonly Script[], emotion?: string, persona?: string): Script[] {
  const fits = (list: string[], wanted: string | undefined) =>
    list.length === 0 ? 1 : wanted === undefined ? 1 : list.includes(wanted) ? 2 : 0
  return scripts
    .map((script) => ({ script, score: fits(script.emotions, emotion) * fits(script.personas, persona) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ script }) => script)
}
