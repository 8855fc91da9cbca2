import type { Conversations } from '#conversations/change.ts'
import type { Message } from '#conversations/contract.ts'
import { textOf } from '#conversations/search-index.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { csvClock } from '#platform/csv.ts'
import type { Locale } from '#platform/errors.ts'

const PAGE = 200
const WORDS = {
  zh: {
    title: '对话记录',
    customer: '客户',
    bot: '智能客服',
    agent: '客服',
    system: '系统',
    note: '内部备注',
    times: '时间为北京时间',
  },
  en: {
    title: 'Transcript',
    customer: 'Customer',
    bot: 'Assistant',
    agent: 'Agent',
    system: 'System',
    note: 'private note',
    times: 'Times are China Standard Time',
  },
}

/** A conversation as plain text, line by line as it was read; private notes only when asked for. */
export async function* transcript(
  conversations: Conversations,
  conversation: StoredConversation,
  options: { locale: Locale; notes: boolean },
): AsyncGenerator<string> {
  const words = WORDS[options.locale]
  const { customerName, subject, openedAt } = conversation
  yield `\uFEFF${words.title} · ${[customerName, subject, csvClock(openedAt)].filter(Boolean).join(' · ')}\r\n${words.times}\r\n\r\n`
  for (let after = 0; ; ) {
    const page = await conversations.messages(conversation.id, { after, limit: PAGE, internal: options.notes })
    yield page.map((message) => lineOf(message, words)).join('')
    if (page.length < PAGE) return
    after = page.at(-1)!.seq
  }
}

function lineOf({ author, parts, internal, at }: Message, words: (typeof WORDS)['zh']): string {
  const text = textOf(parts)
  if (!text) return ''
  const who = author.name || words[author.kind]
  return `[${csvClock(at)}] ${who}${internal ? ` (${words.note})` : ''}: ${text.replaceAll('\n', '\r\n')}\r\n`
}
