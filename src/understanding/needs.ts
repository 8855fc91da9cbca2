import type { Need } from '#understanding/contract.ts'

/** What a customer wants beside the matter itself, in the order of the rules, with the words that say so. */
export function readNeeds(normalized: string): { need: Need; text: string }[] {
  const text = normalized.slice(0, LIMIT)
  return RULES.flatMap(([need, pattern]) => {
    const found = pattern.exec(text)
    return found ? [{ need, text: found[0].trim() }] : []
  })
}

/** Long letters say what they need at the beginning; a pattern must never be slow. */
const LIMIT = 1000

/**
 * - urgency: it must happen soon · person: a human being is asked for · escalation: a superior, an authority, the press
 * - compensation: money or goods for the trouble · apology: to be told sorry · reassurance: to be told it will be well
 * - progress: how far it is · reason: why it happened · information: how, what, where, how much · action: do something
 */
const RULES: [Need, RegExp][] = [
  [
    'urgency',
    /尽快|赶紧|赶快|马上|立刻|立即|急用|很急|着急|加急|急需|急死|快点|快一点|今天(?:之内|内|必须|就要)|来不及|等不及|催(?:一?下|促)|\b(?:asap|urgent(?:ly)?|immediately|right away|right now|as soon as possible|hurry|in a rush)\b/,
  ],
  [
    'person',
    /人工|真人|(?:找|叫|换|转|要).{0,4}(?:客服|坐席|人来|专员)|活人|不要机器人|别.{0,3}机器人|\b(?:human|real person|live agent|representative|speak to (?:someone|an agent)|talk to (?:someone|an agent)|not a (?:bot|robot))\b/,
  ],
  [
    'escalation',
    /投诉|曝光|举报|消协|12315|工商|监管|起诉|律师|法院|经理|主管|领导|上级|媒体|\b(?:complain(?:t)?|manager|supervisor|lawyer|sue|legal action|escalate|report you|consumer (?:rights|protection))\b/,
  ],
  [
    'compensation',
    /赔(?:偿|付|钱|我|礼|多少)?|补偿|补(?:差价|券|一张)|退差|假一赔|损失|误工费|\b(?:compensat(?:e|ion)|reimburse(?:ment)?|refund the difference|make (?:it )?up (?:for|to)|credit for|voucher for)\b/,
  ],
  ['apology', /道歉|赔礼|给.{0,4}(?:说法|交代|交待)|说.{0,2}对不起|\b(?:apolog(?:y|ise|ize)|say sorry)\b/],
  [
    'reassurance',
    /(?:靠谱|安全|可靠|放心|正品|真的)(?:吗|么|嘛|不|$)|会不会.{0,12}(?:丢|坏|骗|假|黄|扣|泄露)|担心|不放心|害怕|怕.{0,8}(?:丢|坏|骗|不到|来不及)|能不能保证|保证.{0,6}(?:吗|么)|\b(?:worried|afraid|is it safe|can i trust|are you sure|guarantee|is it (?:genuine|authentic|real))\b/,
  ],
  [
    'progress',
    /(?:到哪|到哪里|到哪儿|到了(?:没|吗))|进度|处理(?:得|的)?(?:怎么样|如何|到)|(?:还|怎么还).{0,4}(?:没|不|未).{0,4}(?:到|发|退|处理|回|动)|什么时候.{0,10}(?:到|发货|退|好|处理|能)|查.{0,4}(?:物流|快递|状态)|\b(?:where(?:'s| is) my|status of|any (?:update|news)|how (?:far|long) (?:is|until)|still (?:waiting|not)|has it (?:shipped|arrived)|track)\b/,
  ],
  [
    'reason',
    /为什么|为啥|怎么回事|怎么会|什么(?:原因|情况)|凭什么|何故|\b(?:why|how come|what(?:'s| is) (?:wrong|going on)|what happened)\b/,
  ],
  [
    'information',
    /怎么(?!会|回事|还)|如何|多少|哪(?:里|儿|个|些|种)|(?<!为)什么|多久|几(?:天|点|个|时|号|块)|能不能|可不可以|是不是|有没有|是否|吗|么$|呢|请问|咨询|\b(?:what|which|where|when|how|who|is there|are there|do you|does it|can i|could i|tell me)\b|\?$/,
  ],
  [
    'action',
    /(?:我要|我想|想要|帮我?|麻烦|请(?!问)|给我).{0,12}(?:退|换|改|取消|查|开|发|寄|修|办|申请|转|催|补|删|绑|解|注销|下单|预约|安排|登记|处理|关|撤)|\b(?:i want to|i'd like to|i need to|please|can you|could you|help me)\s(?!tell|explain)|\b(?:cancel|return|exchange|change|send|issue|refund|repair|book|open|close) (?:my|the|an?|it|this)\b/,
  ],
]
