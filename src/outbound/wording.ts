import { OPT_OUT_KEY } from '#outbound/contract.ts'

export type OutboundLanguage = 'zh' | 'en'

/** What a call of ours says besides the text of its campaign. `{x}` is filled in. */
const SAYS = {
  identity: {
    zh: '您好，我是{house}，一位人工智能语音助手。',
    en: 'Hello, this is {house}, an AI voice assistant.',
  },
  'opt-out': {
    zh: `如果您不想再接到这类来电，请按 ${OPT_OUT_KEY}，或者直接说“不要再打”。`,
    en: `If you do not want such calls, press ${OPT_OUT_KEY} or say "do not call me again".`,
  },
  'opted-out': {
    zh: '好的，我们不会再给您打这类电话。抱歉打扰您，再见。',
    en: 'Understood. We will not call you again. Sorry for the disturbance. Goodbye.',
  },
  choice: { zh: '{label}请按 {key}', en: 'for {label} press {key}' },
  again: { zh: '抱歉，我没有听清楚。', en: 'Sorry, I did not catch that.' },
  thanks: { zh: '感谢您的回答，再见。', en: 'Thank you for your answers. Goodbye.' },
  goodbye: { zh: '感谢您的接听，再见。', en: 'Thank you for listening. Goodbye.' },
} as const

export function says(key: keyof typeof SAYS, language: OutboundLanguage, params: Record<string, string> = {}): string {
  return SAYS[key][language].replace(/\{(\w+)\}/g, (_hole, name: string) => params[name] ?? '')
}

const STOP = {
  zh: /(?:不要|别(?!人|的)|不用|不想|不准|停止).{0,4}(?:打|来电|联系|骚扰|接到)|退订|拒绝(?:来电|接听)|(?:删|移除).{0,6}(?:号码|电话)|(?:号码|电话).{0,3}(?:删|移除)/,
  en: /(?:don'?t|do not|never|stop|quit).{0,14}(?:call|ring|phon|contact)|unsubscribe|opt.?(?:me )?out|(?:remove|take) (?:me|my number)/i,
}
const PERSON = /人工|真人|转(?:接)?客服|human|real person|(?:an|to) agent|representative|operator/i
const AGAIN = /再说一(?:遍|次)|重(?:复|说)|没听清|say (?:that|it) again|repeat|pardon/i

/** He does not want to be called any more, in either language. */
export const stopsCalls = (text: string): boolean => STOP.zh.test(text) || STOP.en.test(text)
export const asksForPerson = (text: string): boolean => PERSON.test(text)
export const asksAgain = (text: string): boolean => AGAIN.test(text)

/** What a recogniser that knows only phrases listens for at any time. */
export const ALWAYS: Record<OutboundLanguage, readonly string[]> = {
  zh: ['不要再打', '别打了', '不要打电话', '转人工', '人工客服', '再说一遍'],
  en: ['do not call me again', 'stop calling', 'talk to a person', 'say that again'],
}
