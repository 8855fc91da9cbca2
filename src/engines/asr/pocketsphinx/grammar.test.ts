import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { DATE_SAID, digitsSaid } from '#engines/asr/contract.ts'
import { readDictionary } from '#engines/asr/pocketsphinx/dictionary.ts'
import { writeGrammar } from '#engines/asr/pocketsphinx/grammar.ts'

async function dictionary(lines: string[], language: 'zh' | 'en') {
  const dir = await mkdtemp(join(tmpdir(), 'dictionary-'))
  try {
    await writeFile(join(dir, 'words.dic'), lines.join('\n'))
    return await readDictionary(join(dir, 'words.dic'), language)
  } finally {
    await rm(dir, { recursive: true })
  }
}
const ZH = [
  '<s> SIL',
  '查 ch a',
  '查询 ch a x uen',
  '订单 d ing d an',
  '退 t ui',
  '货 h uo',
  '退货 t ui h uo',
  '和 h e',
  '一 y i',
  '八 b a',
  '二 es er',
  '零 l ing',
]

test('phrases are cut into the longest words, and read back as they were given', async () => {
  const grammar = writeGrammar(['查询订单', '我要，退货！'], 'zh', await dictionary(ZH, 'zh'))!
  assert.match(grammar.jsgf, /^#JSGF V1.0;\ngrammar said;\npublic <said> = 查询 订单;\n$/)
  assert.equal(grammar.read('查询 订单'), '查询订单')
  assert.deepEqual(grammar.unheard, ['我要，退货！'], 'nothing sounds like 我 here')
})

test('a character in no word is spelled by its sound; digits are words', async () => {
  const grammar = writeGrammar(['盒退货', '查18'], 'zh', await dictionary(ZH, 'zh'))!
  assert.deepEqual([...grammar.taught], [['盒', 'h e']])
  assert.match(grammar.jsgf, /盒 退货/)
  assert.equal(grammar.read('查 一 八'), '查18')
})

test('digits and dates have rules, and are read as people write them', async () => {
  const words = await dictionary(ZH, 'zh')
  const grammar = writeGrammar([digitsSaid(4), digitsSaid(), DATE_SAID, '退货'], 'zh', words)!
  assert.match(
    grammar.jsgf,
    /public <said> = 退货\n {2}\| \(<digit> <digit> <digit> <digit>\)\n {2}\| <digits>\n {2}\| <date>;/,
  )
  assert.equal(grammar.read('一 八 二 零'), '1820')
  assert.equal(grammar.read('幺 两'), '12')
  assert.equal(grammar.read('三 月 八 号'), '三月八号')
})

test('English words as the dictionary has them', async () => {
  const words = await dictionary(['track T R', 'my M', "don't D", 'order(2) AO', 'two T UW'], 'en')
  const grammar = writeGrammar(["Track my ORDER, don't!", 'order 2', 'refund'], 'en', words)!
  assert.equal(grammar.read("track my order don't"), "Track my ORDER, don't!")
  assert.equal(grammar.read('order two'), 'order 2')
  assert.deepEqual(grammar.unheard, ['refund'])
  assert.equal(writeGrammar(['refund'], 'en', words), null)
})

test('nothing that a phrase holds breaks the grammar', async () => {
  const words = await dictionary(ZH, 'zh')
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 5 }), (odd) => {
      const grammar = writeGrammar(['查询', ...odd], 'zh', words)!
      const [, said] = grammar.jsgf.split('public <said> = ')
      for (const line of said!.split('\n  | ')) assert.match(line, /^[^;{}()<>"\\/=]+;?\n?$/)
    }),
  )
})
