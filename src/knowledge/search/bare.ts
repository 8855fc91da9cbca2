/** Without punctuation, spaces and closing particles, so that "怎么退货呀?" is the question "怎么退货". */
export const bare = (normalized: string): string =>
  normalized.replace(/[\p{P}\p{S}\s]+/gu, '').replace(/(?<=.{3})[呢呀啊吗嘛哦]+$/u, '')
