import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * Where rows come from. Without `test` the dev parts are used: their `train` rows teach, their `valid` rows judge.
 * `questions` holds a file `PACK.yaml` of questions for each pack, instead of the packs' own test questions.
 */
export type Folders = { train: string; test: string | null; questions?: string | null }

export type Row = { split?: string; [field: string]: unknown }

/** A set to learn from and one to be judged by; nothing of `test` may be looked at while training. */
export type Parts<R> = { train: R[]; test: R[]; split: string }

const ROOT = resolve(import.meta.dirname, '../..')

/** The public data sets beside the project, or where YINGHE_DATA says. */
export const dataFolder = (): string => join(process.env.YINGHE_DATA ?? join(ROOT, '../shared/data'), 'understanding')

/** Rows of NAME.jsonl in a folder; null when it is not there. */
export function rowsOf<R = Row>(folder: string, name: string): R[] | null {
  const file = join(folder, `${name}.jsonl`)
  if (!existsSync(file)) return null
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as R)
}

/**
 * Every text of a language in the folder that teaches, without its label: what an operator has in his old conversations.
 * Rows that judge are left out.
 */
export function unlabelled({ train }: Folders, language: 'zh' | 'en'): string[] {
  const names = existsSync(train) ? readdirSync(train).filter((name) => name.endsWith(`_${language}.jsonl`)) : []
  return names.sort().flatMap((name) =>
    (rowsOf(train, name.slice(0, -'.jsonl'.length)) ?? [])
      .filter((row) => row.split !== 'valid')
      .flatMap(textsOf)
      .filter((text) => typeof text === 'string'),
  )
}

/** Sentences, questions with their paraphrases, turns of dialogues. */
function textsOf({ text, std, sim, turns, user }: Row): unknown[] {
  if (Array.isArray(turns)) return turns.map((turn: { t?: unknown }) => turn.t)
  if (Array.isArray(user)) return user.map((turn: unknown[]) => turn[1])
  return Array.isArray(sim) ? [std, ...sim] : [text]
}

/** The two parts of a set whose rows carry `split`; with a test folder everything of the train folder teaches. */
export function partsOf<R extends Row>(folders: Folders, name: string): Parts<R> | null {
  const dev = rowsOf<R>(folders.train, name)
  if (!dev) return null
  if (folders.test === null) {
    const train = dev.filter((row) => row.split !== 'valid')
    const test = dev.filter((row) => row.split === 'valid')
    return { train, test, split: 'dev train → dev valid' }
  }
  const test = rowsOf<R>(folders.test, name)
  return test && { train: dev, test, split: 'whole dev → test folder' }
}
