/** What the house adds to a menu of its own accord. */
export const PHRASES = {
  offer: { zh: '{title}请按{key}', en: 'For {title}, press {key}' },
  justSay: { zh: '您也可以直接说出您要办的事', en: 'Or just say what you need' },
  more: { zh: '其他业务', en: 'anything else' },
  moreWords: { zh: ['其他', '别的', '更多', '其他业务'], en: ['other', 'something else', 'more', 'anything else'] },
  vip: { zh: '正在为您接通专属客服，请稍候', en: 'I am connecting you to your personal agent, one moment please' },
  negative: {
    zh: '上次没有让您满意，非常抱歉。正在为您接通资深客服，请稍候',
    en: 'We are sorry about last time. I am connecting you to a senior agent, one moment please',
  },
}
