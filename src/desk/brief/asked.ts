import type { Message } from '#conversations/contract.ts'

/** Said to everybody, and what only calls a person: nothing of it names a problem. */
const EMPTY =
  /^(?:您好|你好|在吗|在么|有人吗|哈喽|喂|谢谢|好的|嗯+|是的?|对|不是|hi|hello|hey|thanks?|thank you|ok(?:ay)?|yes|no)[啊呀吗呢,，。.!！\s]*$/i
const WANTS_PERSON = /^.{0,6}(?:转?人工|真人|客服|talk to (?:a |an )?(?:person|human|agent)|human( agent)?).{0,8}$/i
const NAMES_PROBLEM =
  /[?？]|怎么|如何|为什么|什么|不了|不能|没有|没到|坏|错|异常|失败|退|换|修|投诉|how|what|why|where|when|can'?t|cannot|not work|broken|fail|refund|return|wrong/i

/** What the customer asked in his own words: the first sentence that names the problem, and the latest. */
export function askedIn(messages: readonly Message[]): { first: string; latest: string; all: string[] } {
  const said = messages
    .filter(({ author, internal }) => author.kind === 'customer' && !internal)
    .map(({ parts }) => wordsOf(parts))
    .filter((text) => text.length >= 2 && !EMPTY.test(text) && !WANTS_PERSON.test(text))
  const problems = said.filter((text) => NAMES_PROBLEM.test(text))
  const first = (problems[0] ?? said[0] ?? '').slice(0, 300)
  const latest = (problems.at(-1) ?? said.at(-1) ?? '').slice(0, 300)
  return { first, latest, all: said }
}

/** What was written or picked in a message, as one line. */
export const wordsOf = (parts: Message['parts']): string =>
  parts
    .flatMap((part) => (part.kind === 'text' ? [part.text] : part.kind === 'choice' ? [part.label] : []))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
