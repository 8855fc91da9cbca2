import type { Hit } from '#understanding/emotion/find-words.ts'
import { POLARITY } from '#understanding/emotion/labels.ts'
import type { Topic } from '#understanding/emotion/load-lexicon.ts'
import type { Signs } from '#understanding/emotion/text-signs.ts'

/**
 * Leaves out words that only name a subject: who asks how to report a fraud is not angry, who calls the shop one is.
 * They stay where the text blames the reader, threatens, insists, or is angry without them.
 */
export function withoutTopics(text: string, hits: Hit[], signs: Signs): Hit[] {
  if (!hits.some(({ topic }) => topic)) return hits
  const plain = hits.filter(({ topic }) => !topic)
  const mood: Mood = {
    angry: plain.some(({ label, strength }) => label === 'anger' && strength >= 2),
    hurt: plain.some(({ label, strength }) => POLARITY[label] < 0 && strength >= 2),
    loud: signs.exclaims > 0 || signs.shouts,
    elsewhere: ELSEWHERE.test(text),
  }
  const felt = (hit: Hit) => {
    if (!hit.topic) return true
    const { before, after } = clauseAround(text, hit)
    return FELT[hit.topic]({ before, word: text.slice(hit.start, hit.end), after, text, mood })
  }
  const kept = hits.filter(felt)
  const accused = kept.some(({ topic }) => topic === 'charge' || topic === 'step')
  // 骗子，退钱: a demand of somebody who is blamed already.
  return accused ? hits.filter((hit) => hit.topic === 'demand' || kept.includes(hit)) : kept
}

type Mood = { angry: boolean; hurt: boolean; loud: boolean; elsewhere: boolean }
type Place = { before: string; word: string; after: string; text: string; mood: Mood }

const FELT: Record<Topic, (place: Place) => boolean> = {
  charge: (place) => {
    const { before, after, mood } = place
    if (QUESTION.test(before + after)) return mood.angry && mood.loud
    if (mood.angry || FORBIDS.test(before) || BLAMES.test(before) || THEIR_NAME.test(after)) return true
    if (mood.elsewhere) return false
    return mood.loud || STRESS.test(before) || (LEADS.test(before) && CLOSES.test(after))
  },
  step: ({ before, word, after, text, mood }) => {
    if (THREAT.test(text) || AT_THE_READER.test(after)) return true
    if (QUESTION.test(before + after)) return false
    if (mood.angry || (mood.hurt && !mood.elsewhere) || (mood.loud && !mood.elsewhere)) return true
    return word === '我要投诉' && CLOSES.test(after)
  },
  demand: ({ before, word, after, text, mood }) =>
    mood.angry || mood.loud || INSISTS.test(before + after) || text.indexOf(word) !== text.lastIndexOf(word),
  exclamation: ({ before, after, mood }) => mood.angry || (EXCLAIMS.test(before) && CLOSES.test(after)),
}

/** The charge is laid at the reader's door: 你们骗人, you are scammers. */
const BLAMES =
  /(?:你们?|您们?|贵司|贵公司|商家|店家|卖家|这家店?|这店|黑心|无良)(?!帮|管|查|看|说|处理|能|可以|好|们[帮管查看能])[^,.!?;，。！？；\s]{0,8}$|\b(?:you|you're|your|this (?:company|shop|store|site|website|seller|app)|they are|bunch of)\b[^,.!?;]{0,30}$/
const THEIR_NAME = /^(?:公司|平台|商家|店|卖家|客服|团伙似的)/
const FORBIDS = /(?:别|不要|别再|休想|少|敢)$|\b(?:don't|do not|stop)\s$/
const STRESS =
  /(?:太|真|真是|简直|简直是|纯|纯属|就是|都是|全是|净|专门|大|死|一群|一帮|一伙|臭|什么)$|\b(?:total|complete|absolute|such a|what a|utter|pure|fucking|bloody)\s$/
/** Nothing but the word: 骗子，退钱. */
const LEADS = /^(?:我说|原来|果然|又)?$/
const CLOSES = /^(?:们|了|啊|呀|嘛|吧|呢|哦|的|行为|到底|，|,|!|！|。|\.|~|\s)*$/
/** Somebody else is spoken of, or the rules of such things. */
const ELSEWHERE =
  /有人|有个|遇到|遇见|碰到|收到|接到|号码|电话|短信|链接|网站|网址|疑似|怀疑|防|拦截|冒充|陌生|邻居|房东|物业|小区|这个号|那个号|银行卡被|盗刷|\b(?:someone|somebody|suspect\w*|calls?|called|caller|calling|text message|sms|number|link|my (?:card|bag|wallet|phone|passport|luggage)|landlord|neighbou?rs?)\b/
const QUESTION =
  /怎么|怎样|如何|吗|么$|是不是|是否|会不会|能不能|可不可以|可以.{0,4}$|哪|多少|几天|什么(?:时候|流程|材料|条件|情况|电话)|热线|流程|进度|渠道|方式|结果|记录|编号|单号|进展|案件|\b(?:is (?:this|it|that)|how|what (?:if|happens|should)|where|whether|check if|status|number|news on|filed|procedure|policy|protection|report a|do i need|may a|can a|can i|may i)\b/
const THREAT =
  /再不|再这样|还不.{0,12}就|不(?:给|退|赔|处理|解决|回|发|换).{0,14}就|否则|不然|信不信|你们?等着|给你们?.{0,6}(?:天|小时)|\b(?:or (?:i|i'll|i will|else)\b|otherwise|unless|if (?:you|this|i|my)\b.{0,60}\bi(?:'ll| will|'m)\b)/
const AT_THE_READER = /^(?:你们?|您|贵|到底|死你)/
const INSISTS = /马上|立刻|立即|赶紧|赶快|必须|今天就|\b(?:now|immediately|right away|this instant)\b/
const EXCLAIMS =
  /^(?:我|你们?|您|这|这都是?|这叫|都是?|真是?|算|算是|你们这|你们这是|卖的是?|发的是?|弄的是?|到底在?|在)*$|\b(?:is|are|was|this|what|such|like|total|complete|absolute|just)\s$/

const CLAUSE = /[,.!?;，。！？；~…\n]/

function clauseAround(text: string, { start, end }: Hit): { before: string; after: string } {
  let from = start
  while (from > 0 && start - from < 40 && !CLAUSE.test(text[from - 1]!)) from--
  let to = end
  while (to < text.length && to - end < 40 && !CLAUSE.test(text[to]!)) to++
  return { before: text.slice(from, start), after: text.slice(end, to) }
}
