import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pinyin } from 'pinyin-pro'
import { loadIntents } from '#understanding/load-intents.ts'
import { foldInPlace, normalize } from '#understanding/normalize.ts'
import { syllableOf, syllables } from '#understanding/pinyin.ts'
import { buildFindCorrections, mend } from '#understanding/repair.ts'
import { buildSpellPinyin } from '#understanding/spell-pinyin.ts'
import { buildVocabulary } from '#understanding/vocabulary.ts'
import { openWords } from '#understanding/words.ts'

const NORMALIZED: [text: string, normalized: string][] = [
  ['幾個訂單後來', '几个订单后来'],
  ['著名的乾隆，頭髮乾了，關係', '著名的乾隆,头发干了,关系'],
  ['軟體的螢幕，登入帳號', '软件的屏幕,登录账号'],
  ['唔該，點解我嘅快遞仲未到？', '谢谢,为什么我的快递还没到?'],
  ['几时送到啊', '什么时候送到啊'],
  ['侬好，啥辰光到', '你好,什么时候到'],
  ['这个咋整啊', '这个怎么办啊'],
  ['啥子时候发货嘛', '什么时候发货嘛'],
  ['莫得货', '没有货'],
  ['有木有优惠', '有没有优惠'],
  ['阿拉伯数字', '阿拉伯数字'],
  ['u盘坏了', 'u盘坏了'],
  ['thx u r great', 'thanks you are great'],
  ['wheres my pkg plz', "where's my package please"],
  ['😡😡', '{angry}'],
  ['可以👌🏽', '可以{good}'],
  ['T_T 怎么还没到', '{sad} 怎么还没到'],
  ['[流泪]', '{sad}'],
  ['ＡＢＣ１２３', 'abc123'],
]
for (const [text, expected] of NORMALIZED) {
  test(`"${text}" is normalised to "${expected}"`, () => assert.equal(normalize(text), expected))
}

test('folding keeps every character at its place', () => {
  for (const text of ['幾個ＨＭ１０😀　訂單', '著名', '\ud800退']) assert.equal(foldInPlace(text).length, text.length)
})

test('the table of syllables agrees with the library', () => {
  for (const char of '退货快递发票订单查询地址修改客服优惠券手机号码物流绿女') {
    assert.equal(syllableOf(char), pinyin(char, { toneType: 'none', v: true }), char)
  }
  assert.deepEqual(syllables('退a货'), ['tui', 'a', 'huo'])
})

const set = loadIntents(['base', 'ecommerce'].map((pack) => join(import.meta.dirname, '../../packs', pack)))
const cut = openWords()
const vocabulary = buildVocabulary(set, cut)
const findCorrections = buildFindCorrections(vocabulary, cut)
const mended = (text: string) => mend(text, findCorrections(foldInPlace(text)))
const spell = buildSpellPinyin(vocabulary)

const MENDED: [text: string, expected: string][] = [
  ['我要退活', '我要退货'],
  ['块递到哪了', '快递到哪了'],
  ['开发飘', '开发票'],
  ['我的定单', '我的订单'],
  ['查寻一下', '查询一下'],
  ['什么时候到帐', '什么时候到账'],
  ['我要退货', '我要退货'],
  ['今天天气不错', '今天天气不错'],
  ['这里的活动真多', '这里的活动真多'],
]
for (const [text, expected] of MENDED) {
  test(`"${text}" is mended to "${expected}"`, () => assert.equal(mended(text), expected))
}

const SPELT: [text: string, expected: string][] = [
  ['wo yao tuihuo', '我要退货'],
  ['tuikuan', '退款'],
  ['wo de kuaidi dao na le', '我的快递到哪了'],
  ['where is my package', 'where is my package'],
  ['change my address please', 'change my address please'],
  ['my name is wang fang', 'my name is wang fang'],
  ['hm10001001', 'hm10001001'],
]
for (const [text, expected] of SPELT) {
  test(`"${text}" is spelt "${expected}"`, () => assert.equal(spell(text), expected))
}

test('of sentences the vocabulary was not made of, fewer than one in a hundred is changed', () => {
  let changed = 0
  let all = 0
  for (const part of [0, 1]) {
    const half = set.intents.map((intent) => ({
      ...intent,
      examples: { zh: intent.examples.zh.filter((_, i) => i % 2 === part), en: [] },
    }))
    const find = buildFindCorrections(buildVocabulary({ ...set, intents: half }, cut), cut)
    for (const { examples } of set.intents) {
      for (const text of examples.zh.filter((_, i) => i % 2 !== part)) {
        all++
        // Some examples hold typing errors on purpose; what sounds like a word of the other half is meant by it.
        if (find(foldInPlace(text)).length) changed++
      }
    }
  }
  assert.ok(changed / all < 0.015, `${changed} of ${all}`)
})
