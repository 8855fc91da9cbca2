import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { AUDITED } from '#governance/contract.ts'
import { type Catalogue, hardCodedText, unequalKeys, unusedKeys } from './rules/catalogues.ts'
import { ROOT, readTree } from './tree.ts'

const json = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, unknown>
const consoleCatalogues: Catalogue[] = globSync('apps/console/locales/zh/*.json', { cwd: ROOT })
  .sort()
  .map((file) => ({ namespace: basename(file, '.json'), zh: json(file), en: json(file.replace('/zh/', '/en/')) }))
// The kit's service/ is read by no page: its errors answer in both languages at once.
const consoleSources = readTree(['apps/console/**/*.{ts,tsx}', 'apps/kit/!(service)/**/*.ts', 'apps/kit/*.ts'])
const widgetSources = readTree(['apps/widget/**/*.{ts,tsx}'])

test('the console has a catalogue', () => assert.ok(consoleCatalogues.length >= 5))
for (const catalogue of consoleCatalogues) {
  test(`console/${catalogue.namespace} says the same in both languages`, () =>
    assert.deepEqual(unequalKeys(catalogue), []))
  test(`console/${catalogue.namespace} holds nothing unused`, () =>
    assert.deepEqual(unusedKeys(catalogue, consoleSources), []))
}

test('the audit log has words for every operation and its kind', () => {
  const { did, noun } = consoleCatalogues.find(({ namespace }) => namespace === 'audit')!.zh as Record<string, object>
  assert.deepEqual(Object.keys(did!).toSorted(), AUDITED.map((action) => action.replace('.', '-')).toSorted())
  const nouns = new Set(AUDITED.map((action) => action.slice(0, action.indexOf('.'))))
  assert.deepEqual(Object.keys(noun!).toSorted(), [...nouns].toSorted())
})

test('the widget says the same in both languages and nothing unused', async () => {
  const { zh } = await import(join(ROOT, 'apps/widget/locales/zh.ts'))
  const { en } = await import(join(ROOT, 'apps/widget/locales/en.ts'))
  const catalogue = { namespace: 'widget', zh, en }
  const sources = new Map([...widgetSources].filter(([file]) => !file.includes('/locales/')))
  assert.deepEqual([...unequalKeys(catalogue), ...unusedKeys(catalogue, sources)], [])
})

test('no text of the console or the widget is hard-coded', () => {
  assert.deepEqual([...hardCodedText(consoleSources), ...hardCodedText(widgetSources)], [])
})

test('a missing, an unused and a hard-coded text are noticed', () => {
  const planted: Catalogue = { namespace: 'planted', zh: { a: '甲', b: { c: '乙' } }, en: { a: 'A', b: {} } }
  assert.deepEqual(unequalKeys(planted), ['planted: b.c is missing in English'])
  assert.deepEqual(unusedKeys(planted, new Map([['x.tsx', "t('a')"]])), ['planted: b.c is used nowhere'])
  assert.equal(hardCodedText(new Map([['x.tsx', '<b>您好</b>']])).length, 1)
})
