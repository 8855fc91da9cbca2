export type VoiceLanguage = 'zh' | 'en'

/** Sentences of the house on the telephone. `{x}` is filled in. */
export const SAYS = {
  greeting: {
    zh: '您好，我是{name}，一位智能助手。请问有什么可以帮您？',
    en: 'Hello, this is {name}, an AI assistant. How can I help you?',
  },
  'greeting-keys': {
    zh: '您好，我是{name}，一位智能助手。现在只能按键操作：查订单请按 1，退换货请按 2，转人工请按 0。',
    en: 'Hello, this is {name}, an AI assistant. Only keys work at the moment: for orders press 1, for returns press 2, for a person press 0.',
  },
  'no-input-1': {
    zh: '不好意思，我没有听到您的声音。请您再说一次。',
    en: 'Sorry, I did not hear you. Please say it again.',
  },
  'no-input-2': {
    zh: '我还是没有听到您的声音。您可以说话，也可以按键；转人工请按 0。',
    en: 'I still cannot hear you. You can speak or press keys; for a person press 0.',
  },
  'no-match-1': {
    zh: '抱歉，我没有听清楚，麻烦您再说一遍。',
    en: 'Sorry, I did not catch that. Could you say it again?',
  },
  'no-match-2': {
    zh: '抱歉，还是没有听清楚。您可以说得短一些，或者按 0 转人工。',
    en: 'Sorry, I still did not catch that. Please use fewer words, or press 0 for a person.',
  },
  filler: { zh: '请您稍等，我正在为您查询。', en: 'One moment please, I am looking that up.' },
  goodbye: { zh: '感谢您的来电，再见。', en: 'Thank you for calling. Goodbye.' },
  waiting: {
    zh: '正在为您转接人工客服，请不要挂机。',
    en: 'I am connecting you to a person. Please stay on the line.',
  },
  'still-waiting': {
    zh: '人工客服还在忙，请您继续等待，前面的情况我们都记下了。',
    en: 'Our people are still busy. Please keep waiting; what you told me is noted.',
  },
  'place-next': { zh: '您是下一位。', en: 'You are next in line.' },
  'place-next-minutes': {
    zh: '您是下一位，预计等待约 {minutes} 分钟。',
    en: 'You are next in line; it should take about {minutes} minutes.',
  },
  place: { zh: '您前面还有 {before} 位。', en: 'There are {before} callers before you.' },
  'place-minutes': {
    zh: '您前面还有 {before} 位，预计等待约 {minutes} 分钟。',
    en: 'There are {before} callers before you; it should take about {minutes} minutes.',
  },
  'nobody-came': {
    zh: '很抱歉让您久等，目前还没有空闲的客服。',
    en: 'I am sorry for the long wait; none of our people is free yet.',
  },
  'offer-call-back': {
    zh: '如果不想等待，请按 1，我们会给您回电。',
    en: 'If you would rather not wait, press 1 and we will call you back.',
  },
  'call-back-noted': {
    zh: '已经为您登记回电，工单号{number}，我们会尽快联系您。',
    en: 'Your call back is noted as ticket {number}. We will call you as soon as we can.',
  },
  'call-back-failed': {
    zh: '抱歉，回电没有登记成功，请您继续等待。',
    en: 'Sorry, your call back could not be noted. Please stay on the line.',
  },
  held: { zh: '请您稍等，不要挂机。', en: 'One moment please, stay on the line.' },
  reconnecting: {
    zh: '客服的连接断开了，正在重新连接，请不要挂机。',
    en: 'The connection to our colleague was lost. We are reconnecting, please stay on the line.',
  },
  'agent-joined': { zh: '{name}为您服务。', en: 'You are now speaking with {name}.' },
  'agent-left': {
    zh: '客服的连接断开了，请您稍等，正在为您重新安排。',
    en: 'The connection to our colleague was lost. One moment, I am finding someone else.',
  },
  transferred: { zh: '正在为您转接给其他同事。', en: 'I am passing you on to a colleague.' },
  'returned-to-bot': { zh: '现在由智能助手继续为您服务。', en: 'The assistant is with you again.' },
  'ticket-opened': { zh: '已经为您登记，工单号{number}。', en: 'I have noted it as ticket {number}.' },
  'after-hours': {
    zh: '人工客服现在不在线。您可以留言，也可以预约回电，或者继续问我。',
    en: 'Nobody is there right now. You can leave a message, ask to be called back, or go on with me.',
  },
  'on-screen': { zh: '详细内容已经显示在屏幕上。', en: 'The details are on your screen.' },
  choices: { zh: '您可以说：{list}。', en: 'You can say: {list}.' },
  keys: { zh: '{label}请按 {key}', en: 'for {label} press {key}' },
  rating: {
    zh: '请为本次服务打分，1 到 5，5 分最满意。可以按键，也可以直接说。',
    en: 'Please rate this service from 1 to 5, 5 being the best. Press a key or just say it.',
  },
  'rating-keys': {
    zh: '请为本次服务打分，1 到 5，5 分最满意。请按键选择。',
    en: 'Please rate this service from 1 to 5, 5 being the best. Press a key.',
  },
  'rating-thanks': { zh: '感谢您的评价。', en: 'Thank you for your rating.' },
} as const
export type SaysKey = keyof typeof SAYS

export function says(key: SaysKey, language: VoiceLanguage, params: Record<string, string> = {}): string {
  return SAYS[key][language].replace(/\{(\w+)\}/g, (_hole, name: string) => params[name] ?? '')
}
