import type { Hit } from '#understanding/emotion/find-words.ts'
import { POLARITY } from '#understanding/emotion/labels.ts'

/** 有没有优惠, 能不能便宜点: the question holds a "not" that denies nothing. */
const WHETHER = /(?:有没有|能不能|可不可以|会不会|是不是|有无)[^,.!?;，。！？；\s]{0,3}$/
/** 退不退, 送没送: the verb twice asks whether. */
const NEGATED = /^[不没]./
/** 差价, 差多少: a difference, not a judgement. */
const DIFFERENCE = /^差(?:价|额|多少|几[天元块个件])/
/** 周末有人吗: asks for the hours, where 有人吗 alone asks why nobody answers. */
const HOURS =
  /(?:周末|周[一二三四五六日天]|星期[一二三四五六日天]|节假日|假期|春节|过年|国庆|五一|早上|上午|中午|下午|晚上|夜里|半夜|\d{1,2}点(?:半|以后|之后|钟)?|[一二两三四五六七八九十]点(?:半|以后|之后|钟)?)(?:还|也|都|会)?$/
const SOMEBODY = /^有(?:没有)?人/

/** Leaves out words that only ask; what is asked is no feeling. */
export const withoutAsked = (text: string, hits: Hit[]): Hit[] =>
  hits.filter(({ start, label }) => {
    const [before, from] = [text.slice(0, start), text.slice(start)]
    if (POLARITY[label] > 0 && WHETHER.test(before)) return false
    if (NEGATED.test(from) && before.endsWith(from[1]!)) return false
    return !DIFFERENCE.test(from) && !(SOMEBODY.test(from) && HOURS.test(before))
  })
