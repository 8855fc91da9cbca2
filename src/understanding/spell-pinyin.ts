import type { Vocabulary } from '#understanding/vocabulary.ts'

/** Turns pinyin typed in Latin letters ("wo yao tuihuo") into the words it spells; other text stays. */
export type SpellPinyin = (normalized: string) => string

/** Only where it is clearly pinyin: every word splits into syllables, and a word of the business is among them. */
export function buildSpellPinyin(vocabulary: Vocabulary): SpellPinyin {
  const words = new Map([...vocabulary.bySyllables].map(([sound, word]) => [sound.replaceAll(' ', ''), word]))
  for (const [sound, word] of COMMON) if (!words.has(sound)) words.set(sound, word)
  const isEnglish = (token: string) =>
    ENGLISH.has(token) || (token.length > 1 && vocabulary.latin.has(token) && !words.has(token))
  return (text) => {
    if (!/[a-z]{2}/.test(text) || text.length > LIMIT) return text
    const chinese = /[\u4e00-\u9fff]/.test(text)
    return text.replace(RUN, (run: string, _lead, at: number) => {
      const before = text[at - 1] ?? ' '
      if (/[{\w@./:-]/.test(before) || /[}\w@/:]/.test(text[at + run.length] ?? ' ')) return run
      return spell(run, words, isEnglish, chinese) ?? run
    })
  }
}

/** Longer texts in pinyin are not written by people. */
const LIMIT = 300
const RUN = /([a-z]+(?:[ '][a-z]+)*)/g

function spell(
  run: string,
  words: Map<string, string>,
  isEnglish: (token: string) => boolean,
  chinese: boolean,
): string | null {
  const tokens = run.split(/[ ']/)
  if (tokens.some(isEnglish)) return null
  const letters = tokens.join('')
  const pieces = decode(letters, words)
  if (!pieces) return null
  const syllables = pieces.reduce((sum, { word }) => sum + word.length, 0)
  const own = pieces.reduce((sum, { word }) => sum + (word.length > 1 ? word.length : 0), 0)
  const longest = Math.max(...pieces.map(({ word, sound }) => (word.length > 1 ? sound.length : 0)))
  if (longest < 5 || own * 3 < syllables) return null
  // A single Latin word alone must be one word of the business, as "tuikuan" is.
  if (tokens.length === 1 && !chinese && pieces.length > 3) return null
  return pieces.map(({ word }) => word).join('')
}

type Piece = { word: string; sound: string }

/** The cheapest way to write the letters as known words: long ones first. Null when some letters fit none. */
function decode(letters: string, words: Map<string, string>): Piece[] | null {
  const best: ({ cost: number; piece: Piece; from: number } | null)[] = Array.from(
    { length: letters.length + 1 },
    () => null,
  )
  const costAt = (at: number) => (at === 0 ? 0 : best[at]?.cost)
  for (let from = 0; from < letters.length; from++) {
    const so = costAt(from)
    if (so === undefined) continue
    for (let end = from + 1; end <= Math.min(letters.length, from + 18); end++) {
      const sound = letters.slice(from, end)
      const word = words.get(sound)
      if (!word) continue
      const cost = so + (word.length === 1 ? 1.5 : 1)
      if (cost < (costAt(end) ?? Number.POSITIVE_INFINITY)) best[end] = { cost, piece: { word, sound }, from }
    }
  }
  const pieces: Piece[] = []
  for (let at = letters.length; at > 0; ) {
    const step = best[at]
    if (!step) return null
    pieces.unshift(step.piece)
    at = step.from
  }
  return pieces
}

/** Characters and words that go with every matter, by their sound. */
const COMMON = new Map(
  (
    'wo我 ni你 ta他 yao要 xiang想 de的 le了 ma吗 ne呢 ba吧 a啊 shi是 bu不 mei没 you有 zai在 dao到 qu去 lai来 na哪 zhe这 ge个 hao好 kuai快 ' +
    'man慢 tui退 huan换 cha查 kai开 gai改 mai买 dan单 qian钱 huo货 gei给 ba把 bang帮 dou都 hai还 jiu就 ye也 hen很 tai太 da打 xie写 hui会 ' +
    'neng能 shou收 fa发 ji寄 song送 hua话 hao号 ren人 ji几 tian天 dian点 duo多 shao少 shui谁 ' +
    'women我们 nimen你们 zenme怎么 zenmeban怎么办 zenmeyang怎么样 shenme什么 weishenme为什么 nali哪里 nar哪儿 shenmeshihou什么时候 duoshao多少 ' +
    'duoshaoqian多少钱 duojiu多久 keyi可以 buyao不要 buneng不能 bukeyi不可以 meiyou没有 xiexie谢谢 nihao你好 ninhao您好 qingwen请问 bangwo帮我 ' +
    'mafan麻烦 yixia一下 zhege这个 nage那个 xianzai现在 mingtian明天 jintian今天 zuotian昨天 haimei还没 haiyou还有 yijing已经 bangzhu帮助 ' +
    'rengong人工 kefu客服 kuaidi快递 wuliu物流 fahuo发货 shouhuo收货 tuihuo退货 tuikuan退款 huanhuo换货 fapiao发票 dingdan订单 dizhi地址 ' +
    'shouji手机 dianhua电话 youhuiquan优惠券 yunfei运费 zhifu支付 zhifubao支付宝 weixin微信 jifen积分 huiyuan会员 zhanghao账号 mima密码 ' +
    'baoxiu保修 weixiu维修 tousu投诉 quxiao取消 xiugai修改 chaxun查询 shangpin商品 zhiliang质量 wenti问题 daole到了 haole好了 zaijian再见'
  )
    .split(' ')
    .map((entry) => {
      const letters = /^[a-z]+/.exec(entry)?.[0] ?? ''
      return [letters, entry.slice(letters.length)] as const
    })
    .reverse(),
)

/** English words that happen to split into syllables. */
const ENGLISH = new Set(
  (
    'an are at me he she you in on no go do we be my to of or and the is it can man men women fan ban bang long song sang pan pin run sun gun fun ' +
    'den hen pen ten lie die pie tie bin tin ping ting ding ling dang hang rang fang gang gong pang tang zen shun dear one chance change huge image ' +
    'open banana chinese china mine time date late game same name make take like bike here there use sale table panda manage language message page ' +
    'machine male female done gone bone tone zone wine line fine nine pine dine mile tile file pile wide hide side ride tide made fade wage cage rage ' +
    'sane lane pane cane mane tape cape gape ape rate hate gate mate fate pale tale dale sake cake bake wake lake fake rake more sore bore core lore ' +
    'manual annual canal final china tea sea pea mean lean dean bean wait main gain pain rain bai hi hey bye ok yes please thanks hello mama papa baba ' +
    'yahoo taobao alipay wechat weibo huawei xiaomi'
  ).split(' '),
)
