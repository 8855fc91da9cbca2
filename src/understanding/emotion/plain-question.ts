import type { Hit } from '#understanding/emotion/find-words.ts'
import { type EmotionLabel, POLARITY } from '#understanding/emotion/labels.ts'
import type { Signs } from '#understanding/emotion/text-signs.ts'

/** A question about how things are: 坏了怎么修, 手续费多少, what if it breaks. */
const QUESTION =
  /(\p{Script=Han})[不没]\1|怎么|怎样|如何|咋|吗|么[?？]?$|呢[?？]?$|[不没][?？]?$|是否|能不能|可不可以|会不会|要不要|是不是|有没有|哪|谁|多少|多久|多长|几[天点号个时次年月小]|(?<![没不就])[什啥]么?(?![也都])|^(?:how|what|when|where|which|who|can|could|do|does|is|are|will|would|may|should)\b/u
/** He tells of his own case, which may well have upset him: 我的手机坏了怎么办, it keeps breaking, what can I do. */
const OWN =
  /[我俺咱](?:[的们买刚昨前上那这在都已给收订充交付办]|.{0,8}了)|这[个台件单次款]|那[台件单次]|收到|到手|寄来|送来|刚|昨天|前天|今天|\b(?:my|mine|ours?|i've|i'm|i (?:am|was|have|had|got|bought|ordered|paid|can't|cannot)|it's|it (?:is|has|keeps|won't|doesn't|still))\b/
/** What makes a question a reproach: 怎么还没到, 到底什么时候能到, why is it still not here. */
const REPROACH =
  /怎么(?:又|还|老|总|这么|那么|能这|回事|搞)|咋(?:又|还|老|总|这么|回事|搞)|到底|究竟|凭[什啥]|居然|竟然|^又|[又老]是?[^,，。]{0,6}[坏断错不没]|还[没不]|一直|总是|好几|半天|这么|那么|太|真是|破(?![损裂])|你们(?:是|都|就|不|怎)|不知道|不指望|让我|谁给|[也就]是?什么|倒[是挺]|可惜|质量$|[天次]就|良心|报销|什么(?:时候才|破|烂|玩意)|\b(?:still|again|keeps?|already|so|too|very|really|why|ever|ridiculous)\b/
/** What happens to things and people, and what is asked about it. How somebody feels (急, 怕, 失望, 后悔) is none of it. */
const HAPPENS: ReadonlySet<EmotionLabel> = new Set(['dissatisfaction', 'sadness', 'disappointment'])
const ASKS_TIME = /^(?:什么时候能到|要等多久|怎么办|咋办|如何是好)$/
const STRONG = 3
/** Longer ones tell a story. */
const LONGEST = { han: 24, latin: 60 }
const HAN = /\p{Script=Han}/u
/** More than a word of address before the question: what comes first may tell how he feels. */
const SEVERAL = /.{5}[,，;；。]\s*\S/

/** Whether a text only asks, though what it asks about is unpleasant: the words for that are then no feeling of his. */
export function asksPlainly(text: string, hits: readonly Hit[], signs: Signs): boolean {
  if (!hits.some(({ label }) => POLARITY[label] < 0)) return false
  if (text.length > (HAN.test(text) ? LONGEST.han : LONGEST.latin)) return false
  if (signs.exclaims || signs.shouts || signs.drawn || signs.trails || signs.asks > 1) return false
  if (SEVERAL.test(text) || !QUESTION.test(text) || OWN.test(text) || REPROACH.test(text)) return false
  return hits.every(({ label, strength, start, end }) => {
    if (POLARITY[label] > 0) return true
    return (HAPPENS.has(label) && strength < STRONG) || ASKS_TIME.test(text.slice(start, end))
  })
}
