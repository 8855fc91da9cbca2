import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { yamlFiles } from '#platform/read-yaml.ts'
import { LEXICON_FOLDER } from '#understanding/emotion/load-lexicon.ts'
import { SENTENCES_FOLDER } from '#understanding/emotion/shipped-examples.ts'

// The reader of GoEmotions holds the hash of that file, so the file itself counts too.
const CODE = [
  'emotion-features.ts',
  'find-words.ts',
  'labels.ts',
  'load-lexicon.ts',
  'lower-in-place.ts',
  'read-goemotions.ts',
  'shipped-examples.ts',
  'text-signs.ts',
  'topic-words.ts',
  'train/train-shipped.ts',
  'weigh-words.ts',
]

/** One hash over everything the shipped weights depend on: a change of any of it asks for a new build. */
export function inputsHash(): string {
  const hash = createHash('sha256')
  const code = CODE.map((name) => join(import.meta.dirname, name))
  for (const file of [...yamlFiles(LEXICON_FOLDER), ...yamlFiles(SENTENCES_FOLDER), ...code]) {
    hash.update(`${basename(file)}\n${readFileSync(file, 'utf8').replaceAll('\r\n', '\n')}\n`)
  }
  return hash.digest('hex')
}
