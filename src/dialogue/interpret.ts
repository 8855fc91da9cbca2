import type { Part } from '#conversations/contract.ts'
import type { DialogueState, TurnInput } from '#dialogue/contract.ts'
import type { Entity, Language, Understanding } from '#understanding/contract.ts'

/** A customer's message as the engine reads it. */
export type Reading = {
  seq: number
  text: string
  understanding: Understanding
  entities: Entity[]
  intents: Understanding['intents']
  /** A tapped choice. */
  choice: { value: string; label: string } | null
  form: { formId: string; values: Record<string, string> } | null
  photos: { fileId: string; name: string }[]
  affirms: boolean
  denies: boolean
  cancels: boolean
  corrects: boolean
  /** "the other one", "another order". */
  other: boolean
  /** Nothing but "that order". */
  refersOnly: boolean
  asksHuman: boolean
  asksRepeat: boolean
  /** Written as a question. */
  asks: boolean
  /** Asks for a rule, a price or a time, not for something to be done. */
  asksFacts: boolean
}

const YES =
  /^(是的?|对的?|好的?|嗯+|行|可以|确认(提交)?|确定|没错|提交|要|就这样|ok|okay|yes|yeah|yep|sure|confirm|correct|go ahead|please do)[呀啊吧哦嗯的了!！。.~～, ]*$/i
const NO =
  /^(不是?的?|不要|不行|不用|没有|没|否|不了|都不是|no|nope|nah|not really|none of (them|these))[了啊吧!！。.~～ ]*$/i
const CANCEL =
  /^(那?还?是?算了?|算了吧?|不用了|不办了|不弄了|退出|停止?|取消操作|放弃|never ?mind|forget it|stop|quit|exit|abort)[吧啦了!！。.~～ ]*$/i
/** "I will not cancel it after all": the task named is not wanted. */
const LEAVES =
  /^(那|哎|嗯|我|还是|先|就|暂时|，|,|\s)*不(想|用|要)?(取消|退|换|改|办|开|修|投诉|报修|查|弄|申请|预约)(货|款|地址|发票|订单)?了[吧啊哈谢谢，,！!。.~～ ]*$/
const CORRECT =
  /^(不对|不是这|错了|搞错|弄错|选错|写错|更正|我说错|应该是|no,? |not (this|that)|wrong|actually|i meant|correction)|(写错|填错|选错|说错|打错|弄错|搞错|输错|报错号|不对)了?|(订单号?|单号|号码?|地址|电话|照片|刚才)发错|wrong (order )?number/i
/** "Make it 5000", when something is being read back. */
const CHANGE =
  /^[^，,。]{0,10}(改[到成为回]|换[到成]|[调减降涨提加升]到|还是[^，,。]{1,12}吧)|^(make it|change (it|that|the [a-z ]{2,20}) to|let's (say|do))\b/i
const OTHER =
  /(另外?一?[个单件台]|另一|别的|其他|换一?[个单]|不是这[个单]|the other|another|a different|not this one|wrong (one|order))/i
const REFERS_ONLY =
  /^(就?是?)?(那|这|刚才那|刚刚那|上面那)(个|一?单|笔|件|台)(订单|单子?|商品|包裹)?[吧呀。.!！]*$|^(that|this|the same)( one| order)?[.!]*$/i
const HUMAN =
  /^(转?人工(客服|服务)?|找?真人(客服)?|找个?人(来?(处理|解决|说))?|转接?人工(客服|服务)?|agent|human|representative|operator|talk to (a|an) (person|human|agent)|human please)[!！。. ]*$/i
const REPEAT =
  /^(再说一[遍次]|没看懂|什么意思|没明白|没听清|pardon|repeat( please)?|say (that|it) again)[?？!！。. ]*$/i
const FACTS =
  /(多久|几天|多长时间|多少天|什么时候(能|会)?(退|开)|运费|谁[出付掏承担]|收费|收不收|多少钱|要不要(钱|交|扣|收|付)|规则|政策|条件|标准|期限|流程|需要什么|要(带|准备|提供)?(什么|啥|哪些)|包邮|how long|how many days|how much|who pays|policy|conditions?|rules?|fee|free of charge|required)/i
const QUESTION =
  /[?？]|(吗|么|(?<!还.{0,8})呢|[\p{Script=Han}](?<![都也就才我你但])不)[。!！]?$|^(how|what|why|when|where|which|who|can|could|do|does|is|are|will|would|should|may|must)\b|怎么|怎样|如何|为什么|为[何啥]|凭[什啥]|什么|啥|咋|哪|(?<han>[\p{Script=Han}])[不没]\k<han>|可不可以|是否|可以.{0,8}不[，,]|多[久少大长重远高快晚早]|几[天点号个时次年月岁块]|谁/iu
const GENERAL = /你们|一般|通常|正常|哪个页面|步骤|资料|材料|do you|usually|normally/i
const PERSONAL =
  /我[的那这买刚昨拍]|我(还|现在|名下)?(剩|欠|有(多少|几)|用了)|帮我|给我|替我|我要|我想(?!问|知道|了解|咨询)|这[单个台笔]|那[单个台笔]|HM\d{8}|RF\d{8}|\b(my|this|that|it|for me|i want|i'd like|i owe|i have left|(do|did) i (have|owe)(?! to)|have i (used|got|paid))\b/i

export const asksSomething = (text: string): boolean => QUESTION.test(text)
export const asksFacts = (text: string): boolean => FACTS.test(text)
/** Asks how things are done here. */
export const asksInGeneral = (text: string): boolean => (FACTS.test(text) || GENERAL.test(text)) && !isPersonal(text)
/** Speaks of what is the customer's own, not of how things are done here in general. */
export const isPersonal = (text: string): boolean => PERSONAL.test(text)

/** Reads a message in the light of what was asked. Pure; any string is fine. */
export function interpret(input: Extract<TurnInput, { kind: 'message' }>, state: DialogueState): Reading {
  const { understanding, parts } = input
  const text = narrow(input.text).trim().slice(0, 4000)
  const choice = lastOf(parts, 'choice') ?? typedChoice(text, state)
  const form = lastOf(parts, 'form-reply')
  const top = understanding.intents[0]
  const means = (id: string, least = 0.57) => !choice && top?.id === id && top.confidence >= least
  const short = text.length <= 24
  const tapped = choice?.value ?? ''
  // Babble after a question looks like a short yes; a yes that strange is none.
  const strange = understanding.outOfScope >= 0.2
  const affirms =
    tapped === 'yes' ||
    (!choice && YES.test(text)) ||
    (short && !strange && means('affirm', state.expects?.kind === 'confirm' && !QUESTION.test(text) ? 0.49 : 0.57))
  const cancels =
    tapped === 'cancel' ||
    (!choice && (CANCEL.test(text) || LEAVES.test(text))) ||
    (understanding.outOfScope < 0.15 && means('cancel_flow', 0.65))
  const changes = state.expects?.kind === 'confirm' && !choice && CHANGE.test(text)
  const corrects = tapped === 'correct' || (!choice && CORRECT.test(text)) || changes || means('correction')
  return {
    seq: input.seq,
    text,
    understanding,
    entities: understanding.entities,
    intents: understanding.intents,
    choice: choice ? { value: choice.value, label: choice.label } : null,
    form: form ? { formId: form.formId, values: form.values } : null,
    photos: parts.flatMap((part) => (part.kind === 'image' ? [{ fileId: part.fileId, name: part.name }] : [])),
    affirms: affirms && !cancels && !corrects,
    denies: tapped === 'no' || (!choice && NO.test(text)) || (short && means('deny') && !cancels),
    cancels: cancels && !(corrects && state.expects?.kind === 'confirm' && understanding.entities.length > 0),
    corrects,
    other: !choice && OTHER.test(text),
    refersOnly: REFERS_ONLY.test(text),
    asksHuman:
      tapped === 'human' ||
      tapped === 'intent:talk_to_human' ||
      (!choice && (HUMAN.test(text) || HUMAN.test(lastClause(text)))) ||
      (means('talk_to_human') && !namesChoice(text, state)),
    asksRepeat: (!choice && REPEAT.test(text)) || (means('repeat', 0.7) && understanding.entities.length === 0),
    asks: !choice && asksSomething(text),
    asksFacts: !choice && asksFacts(text),
  }
}

/** Full-width letters and digits as plain ones; Chinese punctuation stays, since the words are read back. */
const narrow = (text: string): string =>
  text.replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))

const offered = (state: DialogueState) =>
  state.lastSaid.flatMap((part) => (part.kind === 'choices' ? part.options : []))
const bare = (text: string): string => text.toLowerCase().replace(/[\s，。,.!！?？~～]+/g, '')

/** A choice may be typed instead of tapped. Two with the same label are told apart by other means. */
function typedChoice(text: string, state: DialogueState): { value: string; label: string } | undefined {
  const same = text ? offered(state).filter((option) => bare(option.label) === bare(text)) : []
  return same.length === 1 ? same[0] : undefined
}

/** "算了 找人": what is wanted stands at the end. */
const lastClause = (text: string): string => text.split(/[\s，,。；;]+/).at(-1) ?? ''

/** "个人的" answers "personal or company?" and asks for nobody. */
const namesChoice = (text: string, state: DialogueState): boolean =>
  text.length <= 12 && offered(state).some(({ value, label }) => value !== 'human' && text.includes(label))

/** The language to answer in: that of the message when it has enough of one, else as before. */
export function languageOf(input: Extract<TurnInput, { kind: 'message' }>, before: Language): Language {
  const words = input.parts.map((part) => (part.kind === 'text' ? part.text : '')).join(' ')
  const chinese = (words.match(/\p{Script=Han}/gu) ?? []).length
  const english = (words.match(/\b[a-z]{2,}\b/gi) ?? []).filter((word) => !/^(hm|rf|ok|wifi|app)$/i.test(word)).length
  if (chinese >= 2 && chinese >= english) return 'zh'
  return chinese === 0 && english >= 1 && (before === 'en' || ENGLISH.test(words)) ? 'en' : before
}

/** Words that tell English from a name, a code or a slip of the keys. */
const ENGLISH =
  /\b(the|a|an|my|i|i'm|is|are|was|to|you|it|what|where|when|how|can|could|please|order|refund|return|hi|hello|hey|help|thanks|thank|yes|no|not|agent|human|cancel|track|address|want|need|one|and|of|for|invoice|warranty|broken)\b/i

function lastOf<K extends Part['kind']>(parts: Part[], kind: K): Extract<Part, { kind: K }> | undefined {
  return parts.findLast((part): part is Extract<Part, { kind: K }> => part.kind === kind)
}
