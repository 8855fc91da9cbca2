import type { VoiceLanguage } from '#voice/wording.ts'

const plain = (text: string) => text.replace(/[\s，。、,.!！?？~～]/g, '').toLowerCase()

const ZH_POLITE =
  '(?:好的?|好吧|嗯|行|谢谢|感谢|多谢|辛苦|麻烦|您|你|了|啦|那|就这样|没事|没有?(?:其他|别的)?问题|不用|先)'
const EN_POLITE = "(?:ok|okay|thanks?|thankyou|verymuch|alot|great|that'sall|thatisall|no|allgood|well|so)"
const GOODBYE = new RegExp(
  `^(?:${ZH_POLITE}*(?:再见|拜拜|我?挂了)+|${EN_POLITE}*(?:goodbye|byebye|bye)+)(?:吧|啦|了|谢谢|now)*$`,
)

/** Whether he takes his leave and asks for nothing else. */
export const saysGoodbye = (text: string): boolean => GOODBYE.test(plain(text))

const WORDS = {
  zh: { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 满: 5 },
  en: { one: 1, two: 2, three: 3, four: 4, five: 5 },
} as const
const SCORE =
  /^(?:我|就|给|打|评|选|您|你|们|个|那)*([1-5一二两三四五]|满(?=分))(?:分|颗?星)?(?:吧|啊|呀|了)*$|^(?:i|give|say|it's|its|you|a|number)*([1-5]|one|two|three|four|five)(?:points?|stars?)?(?:outof(?:5|five))?(?:please)?$/

/** The rating he says, from 1 to 5; null when it is something else. */
export function scoreSaid(text: string): number | null {
  const found = SCORE.exec(plain(text))
  const word = found?.[1] ?? found?.[2]
  if (!word) return null
  return ({ ...WORDS.zh, ...WORDS.en } as Record<string, number>)[word] ?? Number(word)
}

/** What a recogniser that knows only phrases listens for while the rating is asked for. */
export const scorePhrases = (language: VoiceLanguage): string[] =>
  language === 'zh' ? ['一分', '二分', '两分', '三分', '四分', '五分'] : Object.keys(WORDS.en)
