import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEmotion } from '#understanding/emotion/read-emotion.ts'
import { normalize } from '#understanding/normalize.ts'

const read = (text: string) => readEmotion(normalize(text), text, /\p{Script=Han}/u.test(text) ? 'zh' : 'en')

const PLAIN = `坏了怎么修|坏了怎么办|请问坏了怎么修|什么时候能到|顺便问一下什么时候能到|那退货呢|延误险怎么算时间|手续费最高多少|居住证过期能补吗|退票扣多少|坏的拒收要钱不
航班延误乘客有什么权利|特价机票退不退|县城下面的镇送不送|what if it breaks|how long does a delayed refund take`
const FELT = `怎么还没到|到底什么时候能到|怎么又坏了|坏了怎么修！！|我的手机坏了，你们怎么回事|才用两天就坏了|快递三天没动静了，急用怎么办|太差了怎么办|凭什么扣手续费|why is it still broken`

test('who only asks about something unpleasant is calm', () => {
  for (const text of PLAIN.split(/[|\n]/)) assert.equal(read(text).level, 'none', `${text}: ${read(text).label}`)
})

test('a reproach, stress or a case of his own is felt, though it is put as a question', () => {
  for (const text of FELT.split(/[|\n]/)) {
    const { level, negative } = read(text)
    assert.ok(level !== 'none' && negative >= 0.5, `${text}: ${level}, ${negative}`)
  }
})
