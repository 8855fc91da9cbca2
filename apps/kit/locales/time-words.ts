/** What the formats of `Intl` do not say, or say in another tone than ours. */
export const timeWords = {
  zh: { today: '今天', yesterday: '昨天', justNow: '刚刚', hour: '小时', minute: '分', second: '秒' },
  en: { today: 'Today', yesterday: 'Yesterday', justNow: 'just now', hour: 'h', minute: 'min', second: 's' },
} as const
