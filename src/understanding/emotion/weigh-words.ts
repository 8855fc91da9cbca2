import type { Hit } from '#understanding/emotion/find-words.ts'
import { type EmotionLabel, POLARITY } from '#understanding/emotion/labels.ts'

/** A hit after negation, stress and contrast; `label` may have changed. */
export type Weighed = {
  start: number
  end: number
  label: EmotionLabel
  weight: number
  stressed: boolean
  last: boolean
}

const NOT_ZH =
  /(?:不|没|没有|无|未|非|别|毫不|毫无|从不|从未|并不|并非|不是|不算|谈不上|称不上|算不上|不够|不太|不怎么|不觉得|没觉得|没感觉|没发现|不存在|没出现|没见|没什么|没啥|没有什么|没有任何|没有一点|无任何|一点也不|一点都不|丝毫不|不会|不能|难以|缺乏|缺少|缺)(?:很|太|那么|这么|特别|十分|非常|怎么|任何|一点|一丝|什么|到|是|多|再|令人|让人|让我|觉得|感觉|感到|给我|我|你|有|被|明显|严重|大的|的)?$/
const NOT_EN =
  /(?:\bnot|n't|\bno|\bnever|\bhardly|\bbarely|\bwithout|\bneither|\bnor|\bnothing|\bdont|\bdidnt|\bisnt|\bwasnt|\bcant|\bwont|\bdoesnt|\black of|\bfar from|\banything but|\bless than)(?:\s(?:very|really|that|so|too|a|an|any|at all|the|all|been|be|feel|feeling|even|quite|particularly|as|much|my))*\s$/
const TWICE_ZH = /(?:不是不|不得不|无不|没有不|不能不|不可不|从不不)$/
/** "别骗人", "don't lie": the deed is still laid at somebody's door. */
const FORBIDS = /(?:别|不要|别再|不要再|休想|少)$|\b(?:don't|do not|stop)\s$/
const VERY =
  /(?:太|很|非常|特别|超|超级|极其|极度|十分|万分|真|真的|真是|实在|实在是|相当|巨|贼|老|好|最|总|老是|总是|一直|简直|完全|根本|彻底|严重|极|无比|格外|尤其|如此|这么|那么|忒|死|都)$|\b(?:very|so|really|extremely|absolutely|totally|completely|too|most|such a|such|incredibly|utterly|beyond|super|fucking|damn|truly|highly|always|deeply|still)\s$/
const HARDLY =
  /(?:有点|有些|有点儿|一点|稍|稍微|略|略微|略有|还算|比较|较|算是|几乎|可能|也许|似乎|大概|偶尔)$|\b(?:a bit|a little|slightly|somewhat|kind of|sort of|fairly|maybe|probably|rather)\s$/
const AFTER_VERY =
  /^(?:死了|死|极了|透了|爆了|到爆|要命|得很|的很|得不行|不得了|到家|得要死|至极|惨了|疯了|坏了|!!|！！)/
const ASKED = /^(?:吗|么|嘛|没有\?|不\?|吧\?)|^.{0,2}\?/
const BUT = /但是|但|可是|不过|然而|就是|只是|只不过|却|除了|\b(?:but|however|except|although|though|yet)\b/g
const IF =
  /(?:如果|要是|假如|希望|本以为|以为|原以为|本来|应该|建议|能不能|可不可以|能否|期望|早知道)[^,.!?;，。！？；\s]{0,12}$|\b(?:if|hope|hoping|wish|should|would have|could have|expected|supposed to)\b[^,.!?;]{0,25}$/
const CLAUSE = /[,.!?;，。！？；~…\n]/

/** Applies what stands around each word: 不/没/not, 太/有点/very, but, if, and question marks. */
export function weighWords(text: string, hits: Hit[]): Weighed[] {
  const turn = lastTurn(text, hits)
  return hits.map((hit, i) => {
    const before = clauseBefore(text, hit.start, hits[i - 1]?.end ?? 0)
    const after = text.slice(hit.end, hit.end + 4)
    const polarity = POLARITY[hit.label]
    let { label } = hit
    let weight = hit.strength
    const stressed = VERY.test(before) || AFTER_VERY.test(after)
    if (stressed) weight *= 1.35
    else if (HARDLY.test(before)) weight *= 0.6
    const forbids = polarity < 0 && FORBIDS.test(before)
    if (!forbids && !TWICE_ZH.test(before) && negated(before)) {
      label = polarity > 0 ? 'dissatisfaction' : polarity < 0 ? 'joy' : label
      weight *= polarity > 0 ? 0.85 : 0.45
    }
    if (IF.test(before)) weight *= polarity > 0 ? 0.3 : 0.6
    if (ASKED.test(after)) weight *= 0.4
    if (turn > 0) weight *= hit.start < turn ? 0.65 : 1.2
    return { start: hit.start, end: hit.end, label, weight, stressed, last: i === hits.length - 1 }
  })
}

const negated = (before: string): boolean =>
  NOT_EN.test(before) || NOT_ZH.test(before) || NOT_ZH.test(before.replace(STRESS_END, ''))
const STRESS_END = /(?:很|太|非常|特别|十分|那么|这么|怎么|多么|完全|真的|真正)$/

/** The part of the clause before the word; what an earlier word already used up stays out. */
function clauseBefore(text: string, start: number, used: number): string {
  const from = Math.max(used, start - 30)
  let cut = from
  for (let i = start - 1; i >= from; i--) {
    if (CLAUSE.test(text[i]!)) {
      cut = i + 1
      break
    }
  }
  return text.slice(cut, start)
}

/** Where the last "but" stands that has feeling on both sides; 0 when there is none. */
function lastTurn(text: string, hits: Hit[]): number {
  if (hits.length < 2) return 0
  let turn = 0
  for (const match of text.matchAll(BUT)) {
    if (hits.some(({ end }) => end <= match.index) && hits.some(({ start }) => start >= match.index)) turn = match.index
  }
  return turn
}
