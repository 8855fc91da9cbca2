import type { HistoryTurn, Mapping } from '#learning/history/contract.ts'
import type { FileRow } from '#learning/history/read-rows.ts'

/** A conversation as it stood in the file: `row` is its first row; null turns when the row cannot be read. */
export type RawDialogue = { row: number; turns: HistoryTurn[] | null; bytes: number }

const CUSTOMER =
  /^(?:customer|client|user|visitor|buyer|guest|human|caller|c|u|0|客户|顾客|用户|买家|访客|会员|来访者|乘客|旅客)/i
/** Conversations whose rows are not next to one another are kept open; so many at once. */
const OPEN_AT_ONCE = 50_000

/** Rows to conversations, in any of the three shapes. Rows of one conversation need not stand together. */
export async function* groupDialogues(rows: AsyncIterable<FileRow>, mapping: Mapping): AsyncIterable<RawDialogue> {
  const columnOf = (role: string) => Object.entries(mapping.columns).find(([, is]) => is === role)?.[0]
  const [messages, question, dialogue] = [columnOf('messages'), columnOf('question'), columnOf('dialogue')]
  if (messages !== undefined || question !== undefined) {
    for await (const { row, cells, bytes } of rows) {
      const turns = cells && (messages === undefined ? pairOf(cells, columnOf) : listOf(cells[messages], mapping))
      yield { row, turns: turns ?? null, bytes }
    }
    return
  }
  const open = new Map<string, RawDialogue & { turns: HistoryTurn[] }>()
  let bytesRead = 0
  for await (const { row, cells, bytes } of rows) {
    bytesRead = bytes
    const id = cells && textOf(cells[dialogue!])
    if (!id) {
      yield { row, turns: null, bytes }
      continue
    }
    let held = open.get(id)
    if (!held) {
      held = { row, turns: [], bytes }
      open.set(id, held)
    }
    const role = textOf(cells[columnOf('role')!])
    held.turns.push({ who: whoIs(role, mapping), text: textOf(cells[columnOf('text')!]) })
    if (open.size > OPEN_AT_ONCE) {
      const [oldest, first] = open.entries().next().value!
      open.delete(oldest)
      yield { ...first, bytes }
    }
  }
  for (const held of open.values()) yield { ...held, bytes: bytesRead }
}

function pairOf(cells: Record<string, unknown>, columnOf: (role: string) => string | undefined): HistoryTurn[] {
  const answer = textOf(cells[columnOf('answer') ?? ''])
  const turns: HistoryTurn[] = [{ who: 'customer', text: textOf(cells[columnOf('question')!]) }]
  return answer ? [...turns, { who: 'agent', text: answer }] : turns
}

/** Messages as a list: objects with a role and a text under any of the usual names, pairs, or plain texts in turn. */
function listOf(value: unknown, mapping: Mapping): HistoryTurn[] | null {
  const list = typeof value === 'string' ? parsedList(value) : value
  if (!Array.isArray(list)) return null
  return list.map((one, i): HistoryTurn => {
    if (typeof one === 'string') return { who: i % 2 ? 'agent' : 'customer', text: one }
    if (Array.isArray(one)) return { who: whoIs(textOf(one[0]), mapping), text: textOf(one[1]) }
    const message = (one ?? {}) as Record<string, unknown>
    const role = message.role ?? message.sender ?? message.from ?? message.speaker ?? message.who ?? message.r
    const text = message.text ?? message.content ?? message.message ?? message.utterance ?? message.t
    return { who: whoIs(textOf(role), mapping), text: textOf(text) }
  })
}

function parsedList(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    // "客户：… \n 客服：…" in one cell, as chat logs are often exported.
    const lines = value.split(/\r?\n/).flatMap((line) => {
      const said = /^\s*([^:：\s]{1,12})\s*[:：]\s*(.+)$/.exec(line)
      return said ? [[said[1], said[2]]] : []
    })
    return lines.length ? lines : null
  }
}

function whoIs(role: string, { customers }: Mapping): HistoryTurn['who'] {
  const isCustomer = customers.length
    ? customers.some((one) => one.toLowerCase() === role.toLowerCase())
    : CUSTOMER.test(role)
  return isCustomer ? 'customer' : 'agent'
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
