import type { Message } from '#conversations/contract.ts'
import { openMasker } from '#governance/mask.ts'
import type { OfferedSuggestion } from '#knowledge/gaps/contract.ts'

/** A conversation as gap finding reads it: what was said, in order. */
export type Case = {
  id: string
  language: 'zh' | 'en'
  subject: string | null
  /** Names of the customer, to be masked wherever they stand. */
  names: string[]
  messages: Message[]
}

const LONGEST = 6000
/** An answer shorter than this explains nothing. */
const SHORTEST = 12

/**
 * An article from a case that an agent solved: the question is how the customer put his problem, the answer what the
 * agent said to it. Null when there is no such pair. Everything personal is masked.
 */
export function draftFromCase({ id, language, subject, names, messages }: Case): OfferedSuggestion | null {
  const masker = openMasker(names)
  // An article speaks of nobody: what was hidden stays hidden.
  const maskText = (text: string) => masker.mask(text).replace(/⟦[A-Z]+_\d+⟧/g, '***')
  const told = messages.filter(({ internal }) => !internal)
  const joined = told.findIndex(({ author }) => author.kind === 'agent')
  if (joined < 0) return null
  const problems = told
    .slice(0, joined + 1)
    .filter(({ author }) => author.kind === 'customer')
    .flatMap(sentencesOf)
    .filter(saysSomething)
  const followUps = told
    .slice(joined)
    .filter(({ author }) => author.kind === 'customer')
    .flatMap(sentencesOf)
    .filter(
      (sentence) => /[?？吗呢]$|怎么|如何|什么|多少|how|what|when|can i/i.test(sentence) && saysSomething(sentence),
    )
  const answer = told
    .filter(({ author }) => author.kind === 'agent')
    .flatMap((message) => textOf(message))
    .map((text) => text.trim())
    .filter((text) => text.length >= SHORTEST && !isCourtesy(text))
  const [question] = [...problems.filter(isProblem), ...problems]
  if (!question || !answer.length) return null
  const others = [...problems, ...followUps].filter((one) => one !== question)
  const questions = [...new Set(others.map((one) => maskText(one).slice(0, 300)))].slice(0, 8)
  return {
    ...{ source: 'case', sourceId: id, language, size: 1, category: '', conversationId: id },
    title: maskText(question).slice(0, 200),
    body: maskText(answer.join('\n\n')).slice(0, LONGEST),
    questions,
    examples: [...new Set([...(subject ? [maskText(subject)] : []), ...problems.map(maskText)])].slice(0, 5),
  }
}

const textOf = ({ parts }: Message): string[] => parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))

const sentencesOf = (message: Message): string[] =>
  textOf(message).flatMap((text) =>
    text
      .split(/(?<=[。！？!?\n])|(?<=[.])\s/)
      .map((sentence) => sentence.replace(/[。.！!]+$/, '').trim())
      .filter(Boolean),
  )

const GREETING =
  /^(?:您好|你好|在吗|在么|有人吗|哈喽|喂|谢谢|好的|嗯+|hi|hello|hey|thanks?|thank you|ok(?:ay)?)[啊呀吗呢,，。!！\s]*$/i
const WANTS_PERSON = /转人工|人工客服|找(?:个)?(?:真人|人工)|talk to (?:a |an )?(?:person|human|agent)|human agent/i
const saysSomething = (sentence: string) =>
  sentence.length >= 4 && !GREETING.test(sentence) && !(WANTS_PERSON.test(sentence) && sentence.length < 24)
const isProblem = (sentence: string) =>
  /[?？]$|怎么|如何|为什么|什么|不了|不能|没有|坏|错|异常|失败|how|what|why|can'?t|cannot|not work|broken|fail/i.test(
    sentence,
  )

/** What agents say to everybody is no answer to this question. */
const isCourtesy = (text: string) =>
  text.length < 60 &&
  /^(?:您好|你好|hi|hello|dear)|很高兴为您|请稍等|稍等一下|感谢您的|还有什么可以|祝您|不客气|one moment|anything else|have a (?:nice|great)|you(?:'|’)re welcome/i.test(
    text,
  )
