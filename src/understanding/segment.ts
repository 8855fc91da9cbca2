import { foldInPlace } from '#understanding/normalize.ts'

/**
 * A piece of a message that may be a request of its own. Offsets are in the original text; from `core` on it says what
 * is wanted. `connected`: a word like 顺便 leads it. `joined`: it is a second verb with its own object.
 */
export type Clause = { start: number; core: number; end: number; connected: boolean; joined: boolean }

const VERB =
  '查询|查|看|修改|改|更换|换|开|退掉|退|取消|申请|催|补开|补|投诉|转|问|办理|办|领|绑定|解绑|注销|挂失|预约|预订|订|寄|冻结|重置|打印|下载|升级|激活|缴|充|报修|修|确认|更新|删|设置|找回|还'
const NOUN =
  '订单|单子|快递|物流|包裹|地址|收货人|电话|手机号|号码|发票|抬头|退款|货|密码|话费|流量|套餐|宽带|积分|优惠券|余额|账单|额度|贷款|信用卡|银行卡|卡|保单|社保|公积金|医保|身份证|护照|签证|机票|车票|票|航班|酒店|房间|座位|行程|进度|会员|证明|水壶|商品|账户|账号|价格|库存|人工|客服|状态|时间'

const BREAK =
  /[,;。.!?\n、]+\s*|\s+(?=(?:and|also|then|plus|by the way|but first)\b)|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/giu
const CONNECTOR =
  /^\s*(?:另外|还有(?:就是)?|顺便|顺带|顺道|然后|同时|接着|其次|最后|再(?:帮|给|查|问|就|把|取消|退|换|开|改|看|申请|催|顺便)|再就是|再有|对了|以及|并且|并(?=[查看改换开退取申催补转把帮])|而且还|还(?:要|想|得)(?:问|查|改|退|换|开|取消|请|麻烦|帮)|也(?:帮|给|要|想|把|麻烦)|(?:and|also|then|plus)(?:\s(?:also|then|please|can you|could you))?[\s,]|by the way|one more thing|oh and|besides|in addition|as well as)/i
const ONLY_CONNECTOR =
  /^(?:\s*(?:另外|还有|顺便|顺带|然后|同时|接着|对了|以及|最后|and|also|then|plus|by the way|one more thing|oh and|besides|in addition))+\s*$/i
/** Inside a clause: before a connector … */
const INSIDE =
  /(?<=[\u4e00-\u9fff])(?=(?:另外|顺便|顺带|顺道|还有就是|再就是|同时(?:帮|把|给|我)|然后(?:再|帮|给|查|改|取消|退|换|开|把|我)|并且?(?:帮|把|查询?|修?改|取消|退|换|开|申请)|再(?:帮我|给我|把|查|取消|开|改|换|退|申请)|还(?:要|想)(?:问|查|改|退|换|开|取消)|以及))/g
/** … behind what leaves something at the start: "算了给我退款", "nvm, …" … */
const AFTER_LEAVING =
  /(?<=^(?:那|哎呀?|嗯|哦|唉|好吧|还是|就|我|先|\s)*(?:算了|不用了|不必了|(?:不要?|别)[\p{Script=Han}]{1,3}了)吧?)(?![吧啦啊呀了哈,。!?])(?=.{3})/giu
/** … between two verbs that have their objects, or between two Latin requests … */
const JOINT = new RegExp(
  `(?<=(?:${VERB})[^,。!?]{0,5}(?:${NOUN})(?:了|吧|一下|号)?)(?<!退货|换货)(?=(?:帮我|我要|我想)?(?:${VERB})[^,。!?]{0,4}(?:${NOUN}))`,
  'g',
)
/** … or where a question ends and the next begins. */
const AFTER_QUESTION =
  /(?<=[了吗呢吧啊])(?=(?:发票|退款|订单|快递|物流|地址|帮我|麻烦|请问|怎么|能不能|可以|什么时候|我要|我想))|(?<=[A-Za-z\d]{2})\s+(?=(?:where(?:'s| is| are)|when (?:will|does|is)|how (?:do|can|long|much)|can (?:you|i)|could you|please|i (?:also|need|want)|what(?:'s| is))\b)/gi
/** A full stop inside a number, an address or an e-mail ends no clause. */
const inWord = (text: string, at: number) => /[\w]/.test(text[at - 1] ?? '') && /[\w@]/.test(text[at + 1] ?? '')

type Cut = { end: number; next: number; joined: boolean }

/** Cuts a message where one request may end and the next begin; `protect` are entities that stay whole. */
export function clauses(original: string, protect: { start: number; end: number }[]): Clause[] {
  const text = foldInPlace(original)
  const found: Clause[] = []
  let start = 0
  let joined = false
  for (const cut of [...cutsOf(text, protect), { end: text.length, next: text.length, joined: false }]) {
    const clause = text.slice(start, cut.end)
    // "Also, where is …": a connector on its own belongs to what follows.
    if (ONLY_CONNECTOR.test(clause)) continue
    const lead = CONNECTOR.exec(clause)?.[0] ?? ''
    if (clause.trim()) found.push({ start, core: start + coreOf(lead), end: cut.end, connected: lead !== '', joined })
    if (cut.next >= start) joined = cut.joined
    start = Math.max(start, cut.next)
  }
  return found
}

/** A verb at the end of a connector ("再查") belongs to the request. */
const coreOf = (lead: string) => (/^\s*(?:再|还[要想得]|也)./.test(lead) ? 0 : lead.length)

/** A question without what joins it to the one before: "还有就是几天能到" asks "几天能到". */
export function withoutConnector(clause: string): string {
  const lead = CONNECTOR.exec(foldInPlace(clause))?.[0] ?? ''
  return clause.slice(coreOf(lead)).replace(/^[\s,，。;；、]*(?:想?问一?下|请问)?[\s,，]*/, '') || clause
}

/** Long letters are cut at their marks alone. */
const LONGEST = 120

function cutsOf(text: string, protect: { start: number; end: number }[]): Cut[] {
  const cuts: Cut[] = []
  const free = (at: number) => !protect.some(({ start, end }) => at > start && at < end)
  for (const match of text.matchAll(BREAK)) {
    const dot = match[0].startsWith('.') && inWord(text, match.index)
    if (!dot && free(match.index)) cuts.push({ end: match.index, next: match.index + match[0].length, joined: false })
  }
  const inside: [RegExp, boolean][] =
    text.length > LONGEST
      ? [[INSIDE, false]]
      : [
          [INSIDE, false],
          [JOINT, true],
          [AFTER_QUESTION, false],
          [AFTER_LEAVING, true],
        ]
  for (const [pattern, joined] of inside) {
    for (const { index, 0: gap } of text.matchAll(pattern)) {
      if (free(index) && !cuts.some((cut) => cut.end === index))
        cuts.push({ end: index, next: index + gap.length, joined })
    }
  }
  return cuts.sort((a, b) => a.end - b.end)
}

/** Says that something is wanted, so that the clause is a request and not the reason for one. */
export function asksForSomething(clause: string): boolean {
  const folded = foldInPlace(clause)
  return WANTS.test(folded) || IMPERATIVE.test(folded)
}

const WANTS =
  /(?:我要|我想|想要|帮我|帮忙|麻烦|请|给我|能不能|可以.{0,10}吗|能.{0,10}吗|怎么|什么时候|多久|多少|哪里|到哪|查一?下|开一?下|开张|改一?下|换一?下|退一?下|吗$|呢$)|\b(?:i want|i'd like|i need|please|can you|could you|can i|how|when|where|what|help me)\b|^\s*(?:and |also |then |plus )*(?:cancel|change|check|track|return|refund|send|issue|update|book)\b/i
/** A verb with its object and nothing before it: 改地址. */
const IMPERATIVE = new RegExp(`^\\s*(?:${VERB}).{0,4}(?:${NOUN})`)
