import type { Language } from '#understanding/contract.ts'

/** Chinese when a fair part of the letters is Chinese; a text without letters keeps the language of the conversation. */
export function detectLanguage(normalized: string, fallback: Language = 'zh'): Language {
  let han = 0
  let latin = 0
  const text = normalized.includes('{') ? normalized.replace(/\{[a-z_]+\}/g, ' ') : normalized
  for (const word of text.matchAll(/[\p{Script=Han}]|[a-z][a-z']*/gu)) {
    if (word[0].charCodeAt(0) > 0x7f) han++
    // A word with digits beside it (hm10001001, e102, x10) is a name, not a language.
    else if (!/\d/.test(text[word.index + word[0].length] ?? '')) latin++
  }
  if (!han && !latin) return fallback
  if (!han) return isLoanword(text) ? fallback : 'en'
  return han * 2 >= latin ? 'zh' : 'en'
}

/** Words that Chinese writers use on their own. */
const isLoanword = (text: string) =>
  /^(ok|okay|hi|hello|bye|no|yes|y|n|app|vip|wifi|logo|thx|3q|emo)[\s!.?~]*$/.test(text)
