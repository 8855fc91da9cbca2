/** Sounds by which people keep the turn: `嗯…那个…` wants to go on. */
const KEEPS =
  /(?:^|[\s，。、…,.])?(?:嗯+|呃+|额+|啊+|那个|这个|然后|就是|就是说|还有|我想想|等一下|um+|uh+|er+|well|and|then|let me see)[\s，。、…,.]*$/iu
const ONLY_KEEPS =
  /^(?:[\s，。、…,.]|嗯+|呃+|额+|啊+|哦+|那个|这个|然后|就是说?|我想想|um+|uh+|er+|hm+|well|so|and|then|let me see)+$/iu

/** Sounds by which people show that they listen; said while we speak they are no interruption. */
const BACK_CHANNEL =
  /^(?:[\s，。、…,.!！]|嗯+|哦+|噢+|啊+|对+|对的|是|是的|是是|好|好的|好嘞|行|知道了?|明白|uh-?huh|mm-?hm+|mhm+|yeah|yes|yep|ok|okay|right|sure|i see)+$/iu
const MERE_SOUND = /^(?:[\s，。、…,.]|嗯+|哦+|噢+|啊+|呃+|uh-?huh|mm-?hm+|mhm+|hm+)+$/iu

export const endsHesitating = (text: string): boolean => KEEPS.test(text.trim())
export const onlyHesitates = (text: string): boolean => text.trim() === '' || ONLY_KEEPS.test(text.trim())
/** `answering`: a yes is asked for, so that only a sound without meaning is a back-channel. */
export const isBackChannel = (text: string, answering: boolean): boolean =>
  (answering ? MERE_SOUND : BACK_CHANNEL).test(text.trim())
