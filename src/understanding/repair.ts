import type { Correction } from '#understanding/contract.ts'
import { syllableOf } from '#understanding/pinyin.ts'
import type { Vocabulary } from '#understanding/vocabulary.ts'
import type { CutWords } from '#understanding/words.ts'

/** Finds words that were typed or heard wrong; offsets stay, since every character is replaced by one. */
export type FindCorrections = (folded: string) => Correction[]

/**
 * A piece that sounds like a word of the business (退活, 退货) but is no word is taken for that word. What is a word, or
 * stands in the examples, or is made of small words that go with everything, stays.
 */
export function buildFindCorrections(vocabulary: Vocabulary, cut: CutWords): FindCorrections {
  return (folded) => {
    const found: Correction[] = []
    let edges: Int16Array | null = null
    const sounds = soundsOf(folded)
    for (let i = 0; i < folded.length; i++) {
      if (sounds[i] === null) continue
      for (let n = 4; n >= 2; n--) {
        const from = folded.slice(i, i + n)
        const to = variant(from) ?? wordAt(vocabulary, sounds, i, n)
        if (!to) continue
        if (to !== from) {
          edges ??= wordLengths(folded, cut)
          if (!variant(from) && !isSlip(vocabulary, edges, i, from, to)) continue
          found.push({ from, to, start: i, end: i + n })
        }
        i += n - 1
        break
      }
    }
    return found
  }
}

/** The text with the corrections made. */
export function mend(text: string, corrections: Correction[]): string {
  let mended = text
  for (const { start, end, to } of corrections) mended = mended.slice(0, start) + to + mended.slice(end)
  return mended
}

/** Spellings that dictionaries know but the business writes otherwise. */
const VARIANTS = new Map(
  (
    '定单订单 帐号账号 帐户账户 帐单账单 查寻查询 登陆登录 到帐到账 转帐转账 对帐对账 结帐结账 入帐入账 记帐记账 付帐付账 销帐销账 ' +
    '反款返款 反现返现 定购订购 定金定金 定座订座 定房订房 定票订票 定位定位 发飘发票 块递快递 快第快递 快弟快递 快的单快递单 退活退货 ' +
    '退火退货 推货退货 推款退款 退宽退款 换活换货 发活发货 收活收货 到活到货 客福客服 客付客服 克服号客服号 物留物流 无流信物流信 ' +
    '运废运费 邮废邮费 优会优惠 优慧优惠 优惠卷优惠券 消费卷消费券 代金卷代金券 现金卷现金券 抵用卷抵用券 支付保支付宝 支附宝支付宝 ' +
    '微心微信 胃信微信 短心短信 保质其保质期 说名书说明书 发漂发票 开飘开票 开漂开票 收获地址收货地址 收货人收货人 投拆投诉 投述投诉'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, pair.length / 2), pair.slice(pair.length / 2)] as const)
    .filter(([from, to]) => from !== to),
)

const variant = (text: string) => VARIANTS.get(text)

const soundsOf = (text: string): (string | null)[] =>
  Array.from({ length: text.length }, (_, i) => syllableOf(text[i]!))

function wordAt(vocabulary: Vocabulary, sounds: (string | null)[], at: number, n: number): string | undefined {
  let key = ''
  for (let i = at; i < at + n; i++) {
    const sound = sounds[i]
    if (!sound) return undefined
    key = key ? `${key} ${sound}` : sound
  }
  return vocabulary.bySyllables.get(key)
}

/** Characters that stand alone everywhere; one of them is rarely a slip. */
const SMALL = new Set(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体相见被利什二等或新己制身果加话合回特代内信表化老给世位次度门任常先海通教儿东神期比北月市响像买卖养又识吃',
)

/** Uses of a word from which even two wrong characters are taken for it. */
const FREQUENT = 10

function isSlip(vocabulary: Vocabulary, lengths: Int16Array, at: number, from: string, to: string): boolean {
  const n = from.length
  if (vocabulary.counts.has(from)) return false
  if ((vocabulary.counts.get(to) ?? 0) < 2) return false
  let differing = 0
  for (let i = 0; i < n; i++) {
    if (from[i] === to[i]) continue
    differing++
    if (SMALL.has(from[i]!) && n === 2) return false
  }
  // Two characters that both differ are another word more often than a slip, unless the word is used all the time.
  if (differing > (n === 2 && (vocabulary.counts.get(to) ?? 0) < FREQUENT ? 1 : 2)) return false
  if (n === 2 && vocabulary.pairs.has(from)) return false
  return standsInPieces(lengths, at, n)
}

/** No word of the dictionary lies in it (one of two characters may lie in a longer piece) or reaches over its edges. */
function standsInPieces(lengths: Int16Array, at: number, n: number): boolean {
  if (lengths[at] === 0) return false
  for (let i = at; i < at + n; i++) {
    const length = lengths[i]!
    if (length > 1 && (n === 2 || length > 2 || i + length > at + n)) return false
  }
  return lengths[at + n] !== 0
}

/** At the first character of every word its length, elsewhere 0. */
function wordLengths(text: string, cut: CutWords): Int16Array {
  const lengths = new Int16Array(text.length + 1)
  lengths[text.length] = 1
  let at = 0
  for (const word of cut(text)) {
    lengths[at] = word.length
    at += word.length
  }
  return lengths
}
