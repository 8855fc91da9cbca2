import type { ColumnRole, Mapping } from '#learning/history/contract.ts'

/** Column headings as ticket systems, shops and public data sets write them. */
const HEADINGS: [ColumnRole, RegExp][] = [
  ['messages', /^(?:messages|turns|dialogue|dialog|conversations?|对话内容|聊天记录|消息列表)$/i],
  [
    'dialogue',
    /^(?:.*(?:session|conversation|dialog(?:ue)?|chat|thread|ticket)[\s_-]*(?:id|no)|id|会话(?:id|编号|号)?|对话(?:id|编号|号)|工单号|会话标识)$/i,
  ],
  ['role', /^(?:role|sender|from|speaker|who|author|sender[\s_-]*type|角色|发送(?:人|方|者)(?:类型)?|说话人|身份)$/i],
  ['question', /^(?:question|query|q|ask|用户问题|客户问题|问题|提问|咨询内容|问)$/i],
  ['answer', /^(?:answer|reply|response|a|答案|回答|回复|客服回复|答)$/i],
  ['text', /^(?:text|content|message|msg|utterance|body|内容|消息(?:内容)?|文本|聊天内容|话术)$/i],
  ['at', /^(?:at|time|timestamp|date|created[\s_-]*at|send[\s_-]*time|时间|发送时间|日期)$/i],
]

/** What each column probably holds, by its heading and by what stands in it; a person may correct it. */
export function guessColumns(columns: string[], rows: Record<string, unknown>[]): Mapping {
  const guessed: Record<string, ColumnRole> = {}
  const taken = new Set<ColumnRole>()
  for (const column of columns) {
    const role = rows.some((row) => Array.isArray(row[column]))
      ? 'messages'
      : HEADINGS.find(([, pattern]) => pattern.test(column.trim()))?.[0]
    const free = role && !taken.has(role)
    guessed[column] = free ? role : 'ignore'
    if (free) taken.add(role)
  }
  return { columns: onlyOneShape(guessed, taken), customers: [] }
}

/** A file of conversations has no pairs, and one of pairs no messages. */
function onlyOneShape(guessed: Record<string, ColumnRole>, taken: Set<ColumnRole>): Record<string, ColumnRole> {
  const unused: ColumnRole[] = taken.has('messages')
    ? ['role', 'text', 'question', 'answer']
    : taken.has('text') && taken.has('role')
      ? ['question', 'answer']
      : []
  return Object.fromEntries(
    Object.entries(guessed).map(([name, role]) => [name, unused.includes(role) ? 'ignore' : role]),
  )
}

/** Whether conversations can be made of it. */
export function isComplete({ columns }: Mapping): boolean {
  const roles = new Set(Object.values(columns))
  const messages = roles.has('text') && roles.has('role') && roles.has('dialogue')
  return roles.has('messages') || roles.has('question') || messages
}
