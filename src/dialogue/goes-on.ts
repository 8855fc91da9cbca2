import type { SearchHit } from '#knowledge/contract.ts'

/** Words of a question that name no subject: without them nothing is left of "那要多久才能办好呢". */
const ASKING_ZH = new RegExp(
  [
    '请问|问一下|你们|咱们|这边|这里|那边|那么|这么|这个|那个|一般|通常|大概|大约|具体|总共|一共|到底|最多|最少|最快|然后',
    '怎么样|怎样|怎么|咋个|咋样|咋|如何|什么|啥子|啥|哪些|哪个|多少|多久|多长|多大|好多|好久|几',
    '时候|时间|工作日|小时|分钟|天|要不要|需不需要|能不能|可不可以|会不会|是不是|有没有|用不用|收不收|需要|可以|应该|必须',
    '免费|收费|手续费|费用|价格|价钱|块钱|元钱|钱|材料|资料|手续|证件|东西|流程|条件|要求',
    '准备|提供|提前(?!还)|申请|办理|办好|办|弄|搞|拿到|拿|取|领|下来|出来|审核|审批|批|生效|完|成功',
    '赔偿|赔付|理赔|赔|扣|交|过期|失效|到期|换|算|用',
    '我|您|你|它|才|得行|没得|那|这|就|都|也|还|再|又|得|要|能|会|是|有|没|不|带|收|去|在|到|给|的|了|吗|么|嘛|呢|呀|啊|吧|喃|哈|里|上|个|点|下|一|法|行|好|块|元|年|月|号',
  ].join('|'),
  'g',
)
const ASKING_EN = new Set(
  (
    'so and but then ok okay well please how what when which is are it this that they do does did can could will would should ' +
    'i we you me my there long much many soon often a an the of to for in on at from have has need needs take takes taking get gets bring ' +
    'cost costs fee fees price charge free pay apply apply documents document papers paper paperwork required be done ready about any'
  ).split(' '),
)
const ASKS =
  /怎|咋|如何|什么|啥|哪[些个]|多[少久长]|好[多久]|几|([吗么嘛呢不没]|有没得)[?？。!！\s]*$|[?？]$|\b(how|what|when|which|can|do|does|is|will)\b/i

/** Whether a question names no subject, so that it is about what the conversation is about. */
export function namesNothing(text: string): boolean {
  if (text.length > 40 || !ASKS.test(text)) return false
  const lower = text.toLowerCase()
  if ((lower.match(/[a-z']+/g) ?? []).some((word) => !ASKING_EN.has(word.replace(/'.*/, '')))) return false
  return (
    lower
      .replace(/[a-z']+/g, '')
      .replace(ASKING_ZH, '')
      .replace(/[\p{P}\p{Z}\s~]/gu, '') === ''
  )
}

/** What is asked for, and how a text shows that it tells it. */
const FACTS: [asked: RegExp, told: RegExp][] = [
  [
    /多少钱|好多钱|[费价]|收钱|要钱|交钱|扣钱|how much|cost|fee|price|charge/i,
    /[\d万千百]\s*(元|块|%|％)|[¥￥%％]|免费|不收|免收|免手续|不要钱|工本费|按[^，。]{1,6}[算收]|free|no charge|yuan|CNY/i,
  ],
  [
    /多久|多长|好久|几天|时候|时间|几个?(工作日|小时|月)|how long|when|how soon/i,
    /\d\s*(个)?(工作日|自然日|天|日|小时|分钟|月|年|点)|[一二两三四五六七八九十半](个)?(工作日|天|小时|年|月)|当场|马上|立即|即时|实时|当天|\d+ ?(working |business )?(days?|hours?|minutes?|months?)|at once|on the spot/i,
  ],
  [
    /材料|资料|证件|手续|带|准备|提供|document|papers|bring/i,
    /材料|证明|身份证|户口|照片|原件|凭证|document|\bID\b|proof|passport/i,
  ],
]

/** Whether a text tells what a question without a subject asks for. */
export const tellsOf = (question: string, body: string): boolean =>
  FACTS.every(([asked, told]) => !asked.test(question) || told.test(body))

/** Whether one of the plain facts is asked for: money, time, papers. */
export const asksPlainFact = (question: string): boolean => FACTS.some(([asked]) => asked.test(question))

/** Of what was found with the subject put before the question, the first that tells what is asked, of the subject's kind. */
export const fittingOf = (question: string, hits: SearchHit[], category: string | null): SearchHit | undefined =>
  hits.find((hit) => (category === null || hit.category === category) && tellsOf(question, hit.body))
