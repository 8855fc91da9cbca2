/** Whether a line asks something, in Chinese or English, with or without a question mark. */
export function isQuestion(line: string): boolean {
  const text = bareQuestion(line)
  if (text.length < 3 || text.length > 120 || /[。；;]./.test(text)) return false
  if (/[?？]$/.test(line.trim())) return true
  if (/^(?:how|what|when|where|why|who|which|can|could|do|does|is|are|may|should|will)\b/i.test(text))
    return text.split(/\s+/).length >= 3
  return /(?:怎么|如何|为什么|为何|什么|多少|多久|几天|几个|哪些|哪里|哪个|能不能|可不可以|可以.{1,20}吗|是否|有没有|要不要|吗$|呢$|怎样|咋)/.test(
    text,
  )
}

/** Without number, mark of question and answer, and closing sign: `Q3：如何退货？` → `如何退货` */
export const bareQuestion = (line: string): string =>
  line
    .trim()
    .replace(/^(?:[*_#\s]+)/, '')
    .replace(/^(?:Q(?:uestion)?\s*\d*|问(?:题)?\s*\d*|FAQ\s*\d*)\s*[:：.、]\s*/i, '')
    .replace(/^(?:[(（]?\d{1,3}(?:\.\d{1,2})*[)）]?[.、．)）\s]\s*|[一二三四五六七八九十]{1,3}[、.．]\s*)/, '')
    .replace(/[*_\s]+$/, '')
    .replace(/[?？\s]+$/, '')
    .trim()

/** Other ways to ask the same, as suggestions for whoever looks the draft through. */
export function suggestQuestions(question: string): string[] {
  const bare = bareQuestion(question).replace(/^(?:请问|你好|您好)[，,\s]*/, '')
  const forms = /\p{Script=Han}/u.test(bare) ? CHINESE : ENGLISH
  const found = forms.flatMap(([pattern, to]) => (pattern.test(bare) ? [bare.replace(pattern, to)] : []))
  return [...new Set(found)].filter((one) => one !== bare && one.length > 2).slice(0, 4)
}

const CHINESE: [RegExp, string][] = [
  [/如何/, '怎么'],
  [/怎么(?!样|办)/, '如何'],
  [/怎么办$/, '如何处理'],
  [/能不能(.+)$/, '可以$1吗'],
  [/是否(?:可以|能够|能)(.+)$/, '能不能$1'],
  [/^(?!.*能不能)(.*)可以(.+)吗$/, '$1能不能$2'],
  [/为什么/, '为何'],
  [/多久/, '多长时间'],
  [/多少钱/, '什么价格'],
  [/^什么是(.+)$/, '$1是什么'],
  [/^(.+)是什么$/, '什么是$1'],
]
const ENGLISH: [RegExp, string][] = [
  [/^how (?:do|can|should) (?:i|we|you) /i, 'how to '],
  [/^how to /i, 'how do I '],
  [/^can i /i, 'is it possible to '],
  [/^what is (?:an? |the )?/i, 'meaning of '],
  [/^where can i find /i, 'where is '],
  [/^how long does (.+) take$/i, 'how many days does $1 take'],
]
