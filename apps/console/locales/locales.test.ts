import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { resources } from './resources.ts'

type Catalogue = { [key: string]: string | Catalogue }

const FOLDER = join(import.meta.dirname, '..')
const PLURAL = /_(?:zero|one|two|few|many|other)$/

const source = globSync('**/*.{ts,tsx}', { cwd: FOLDER, exclude: (name) => name === 'locales' })
  .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
  .join('\n')

test('both languages have the same catalogues with the same keys', () => {
  assert.deepEqual(names(resources.zh), names(resources.en))
})

test('both languages fill the same variables', () => {
  const differing = names(resources.zh).filter(
    (key) => variables(texts(resources.zh, key)) !== variables(texts(resources.en, key)),
  )
  assert.deepEqual(differing, [])
})

test('no text is empty or left in the wrong language', () => {
  // What a voice is tried with is in the language of the voice.
  const SAMPLE = /:sample\.(zh|yue)$/
  const odd = entries(resources.en).filter(
    ([name, text]) => text.trim() === '' || (/[㐀-鿿]/.test(text) && !SAMPLE.test(name)),
  )
  assert.deepEqual([...odd, ...entries(resources.zh).filter(([, text]) => text.trim() === '')], [])
})

test('Chinese text uses Chinese punctuation', () => {
  // Lines of a CSV file are no sentences.
  const csv = 'models:feeling.importExample'
  const odd = entries(resources.zh).filter(([name, text]) => name !== csv && /[㐀-鿿][,;:?!]|[,;?!][㐀-鿿]/.test(text))
  assert.deepEqual(odd, [])
})

test('every key is used somewhere in the console', () => {
  assert.deepEqual(unused(names(resources.zh), source), [])
})

test('a key that nobody uses is noticed', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code that is read here
  const code = "t('used') t(`by.${reason}`) t('other:named')"
  assert.deepEqual(unused(['shell:used', 'shell:by.part', 'other:named', 'shell:lost'], code), ['shell:lost'])
})

/** Keys that stand neither as a literal nor under the constant start of a template in the code. */
function unused(keys: string[], code: string): string[] {
  const literals = new Set([...code.matchAll(/['"`]([\w:.-]+)['"`]/g)].map(([, text]) => text))
  const starts = [...code.matchAll(/`([\w:.-]*\.)\$\{/g)].map(([, text]) => text ?? '')
  return keys.filter((key) => {
    const bare = key.slice(key.indexOf(':') + 1)
    return (
      !literals.has(key) &&
      !literals.has(bare) &&
      !starts.some((start) => key.startsWith(start) || bare.startsWith(start))
    )
  })
}

function entries(of: Catalogue, path = ''): [string, string][] {
  return Object.entries(of).flatMap(([key, value]): [string, string][] => {
    const name = path === '' ? key : `${path}${path.includes(':') ? '.' : ':'}${key}`
    return typeof value === 'string' ? [[name, value]] : entries(value, name)
  })
}

const names = (of: Catalogue): string[] => [...new Set(entries(of).map(([key]) => key.replace(PLURAL, '')))].sort()

const texts = (of: Catalogue, key: string): string =>
  entries(of)
    .filter(([name]) => name.replace(PLURAL, '') === key)
    .map(([, text]) => text)
    .join(' ')

const variables = (text: string): string => [...new Set(text.match(/\{\{\w+\}\}/g))].sort().join()
