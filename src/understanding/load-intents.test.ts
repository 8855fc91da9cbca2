import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { loadIntents } from '#understanding/load-intents.ts'

function withPacks<T>(files: Record<string, string>, use: (dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'packs-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, name)), { recursive: true })
      writeFileSync(join(dir, name), text)
    }
    return use(dir)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

const good = 'id: a_b\ntitle: { zh: 甲, en: A }\nexamples:\n  zh: [你好]\n  en: ["no"]\n'

test('reads intents and terms of every pack', () => {
  const files = { 'shop/intents/a.yaml': good, 'shop/terms.yaml': '- { term: 退款, synonyms: [退钱], language: zh }\n' }
  const { intents, terms } = withPacks(files, loadIntents)
  assert.deepEqual(intents[0], {
    id: 'a_b',
    title: { zh: '甲', en: 'A' },
    examples: { zh: ['你好'], en: ['no'] },
    keywords: { zh: [], en: [] },
    patterns: [],
  })
  assert.deepEqual(terms, [{ term: '退款', synonyms: ['退钱'], language: 'zh' }])
})

const BROKEN: [what: string, text: string, line: number, message: RegExp][] = [
  ['broken YAML', 'id: a\ntitle: {zh: 甲\nexamples: [\n', 3, /./],
  ['a bad pattern', `${good}patterns:\n  - '(abc'\n`, 7, /patterns\.0 is not a regular expression/],
  ['an unknown key', `${good}exampels: []\n`, 1, /exampels/],
  ['a missing title', 'id: a\nexamples: { zh: [x] }\n', 1, /title/],
]
for (const [what, text, line, message] of BROKEN) {
  test(`${what} is reported with file and line`, () => {
    assert.throws(
      () => withPacks({ 'shop/intents/bad.yaml': text }, loadIntents),
      (error: Error) => {
        assert.match(error.message, message)
        const at = Number(/bad\.yaml:(\d+):/.exec(error.message)?.[1])
        assert.ok(at >= line && at <= line + 1, error.message)
        return true
      },
    )
  })
}

test('one intent in two files of a pack is refused', () => {
  assert.throws(() => withPacks({ 'a/intents/x.yaml': good, 'a/intents/y.yaml': good }, loadIntents), /exists twice/)
})

test('packs that name the same intent add to its examples, if they mean the same', () => {
  const more = good.replace('你好', '您好')
  const { intents } = withPacks({ 'a/intents/x.yaml': good, 'b/intents/y.yaml': more }, loadIntents)
  assert.deepEqual(
    intents.map(({ examples }) => examples),
    [{ zh: ['你好', '您好'], en: ['no'] }],
  )
  const other = good.replace('甲', '乙')
  assert.throws(
    () => withPacks({ 'a/intents/x.yaml': good, 'b/intents/y.yaml': other }, loadIntents),
    /b.intents.y\.yaml:1: the intent a_b is also in the pack a under another title/,
  )
})

test('what another trade is asked for is out of scope until its pack is there', () => {
  const files = {
    'base/intents/o.yaml': 'id: out_of_scope\ntitle: { zh: 外, en: Outside }\nexamples: { zh: [天气], en: [] }\n',
    'base/elsewhere.yaml': 'travel: { zh: [订机票] }\ntelecom: { zh: [话费] }\n',
    'travel/pack.yaml': 'id: travel\n',
  }
  assert.deepEqual(withPacks(files, loadIntents).intents[0]?.examples.zh, ['天气', '话费'])
})
