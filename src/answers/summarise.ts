import type { Summary } from '#answers/contract.ts'
import { holdsLinks, strayFigures } from '#answers/material.ts'
import type { HandOver, Message } from '#conversations/contract.ts'
import type { Llm } from '#engines/llm/contract.ts'
import { prompt } from '#engines/llm/prompts.ts'
import { openMasker } from '#governance/mask.ts'

const MOST_MESSAGES = 60
const LONGEST = 800

export type Conversation = { messages: Message[]; handOver: HandOver | null; subject: string | null; names: string[] }

/** A conversation in a few sentences for the colleague who takes over; without a model, from what the bot noted. */
export async function summarise(llm: Llm, conversation: Conversation, language: 'zh' | 'en'): Promise<Summary> {
  const masker = openMasker(conversation.names)
  const said = conversation.messages.slice(-MOST_MESSAGES).flatMap(({ author, parts }) => {
    const text = parts
      .flatMap((part) => (part.kind === 'text' ? [part.text] : part.kind === 'choice' ? [part.label] : []))
      .join('\n')
    return text ? [{ who: author.kind, text: masker.mask(text.slice(0, LONGEST)) }] : []
  })
  const noted = { text: fromNotes(conversation, language), generated: false }
  if (said.length === 0) return noted
  const material = JSON.stringify(said)
  const system = prompt('summary', language, { sentences: 4 })
  const result = await llm.generate({
    use: 'summary',
    system,
    messages: [{ role: 'user', text: material }],
    maxTokens: 400,
  })
  if (!result.ok) return noted
  const text = result.value.text.trim()
  const usable = text && text.length <= LONGEST && masker.knows(text) && !holdsLinks(text)
  if (!usable || strayFigures(text, material).length > 0) return noted
  return { text: masker.restore(text), generated: true }
}

function fromNotes({ handOver, subject, messages }: Conversation, language: 'zh' | 'en'): string {
  const zh = language === 'zh'
  const last = messages.findLast(({ author }) => author.kind === 'customer')
  const words = last?.parts.find((part) => part.kind === 'text')?.text ?? ''
  const lines = [
    handOver
      ? `${zh ? '诉求：' : 'Wants: '}${handOver.wants[language]}`
      : subject && `${zh ? '主题：' : 'About: '}${subject}`,
    handOver?.tried.length &&
      `${zh ? '已做：' : 'Done: '}${handOver.tried.map((one) => one[language]).join(zh ? '；' : '; ')}`,
    handOver?.facts.length &&
      `${zh ? '已知：' : 'Known: '}${handOver.facts.map(({ label, value }) => `${label[language]} ${value}`).join(zh ? '；' : '; ')}`,
    words && `${zh ? '客户最后说：' : 'Last words: '}${words.slice(0, 200)}`,
  ]
  return lines.filter(Boolean).join('\n') || (zh ? '对话中还没有内容。' : 'Nothing has been said yet.')
}
