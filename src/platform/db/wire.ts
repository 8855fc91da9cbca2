// The part of PostgreSQL's wire protocol that the embedded database is spoken to in: values and rows as text. Each
// message has memory of its own, which is handed to the engine's thread and not copied.
import { type messages, protocol } from '@electric-sql/pglite'

const { serialize } = protocol
const DATA_ROW = 'D'.charCodeAt(0)
const COMMAND_COMPLETE = 'C'.charCodeAt(0)
/** Descriptions, errors and notices: seldom enough for PGlite's own parser. */
const TOLD = new Set([...'TtEA'].map((letter) => letter.charCodeAt(0)))

export type Field = { name: string; parse?: (text: string) => unknown }
export type Answer = {
  rows: Record<string, unknown>[]
  /** What was done and to how many rows; empty when nothing was executed. */
  command: string
  rowCount: number
  /** Type ids, when they were asked for. */
  parameters: number[]
  fields: Field[]
  heard: { channel: string; payload: string }[]
  error: messages.DatabaseError | null
}

/** Reads a whole answer. Rows are read with the fields given, or with those that the answer itself describes. */
export function readAnswer(bytes: Uint8Array, known: Field[], parserOf: (type: number) => Field['parse']): Answer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const answer: Answer = { rows: [], command: '', rowCount: 0, parameters: [], fields: known, heard: [], error: null }
  for (let at = 0; at < buffer.length; ) {
    const end = at + 1 + buffer.readInt32BE(at + 1)
    const type = buffer[at]!
    if (type === DATA_ROW) answer.rows.push(readRow(buffer, at + 5, answer.fields))
    else if (type === COMMAND_COMPLETE) {
      const words = buffer.toString('latin1', at + 5, end - 1).split(' ')
      answer.command = words[0]!
      answer.rowCount = Number(words.at(-1)) || 0
    } else if (TOLD.has(type)) {
      new protocol.Parser().parse(buffer.subarray(at, end), (message) => note(answer, message, parserOf))
    }
    at = end
  }
  return answer
}

function readRow(buffer: Buffer, start: number, fields: Field[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  let at = start + 2
  for (const { name, parse } of fields) {
    const size = buffer.readInt32BE(at)
    at += 4
    if (size < 0) row[name] = null
    else {
      const text = buffer.toString('utf8', at, at + size)
      row[name] = parse ? parse(text) : text
      at += size
    }
  }
  return row
}

function note(answer: Answer, message: messages.BackendMessage, parserOf: (type: number) => Field['parse']): void {
  if (message.name === 'rowDescription')
    answer.fields = (message as messages.RowDescriptionMessage).fields.map(({ name, dataTypeID }) => ({
      name,
      parse: parserOf(dataTypeID),
    }))
  else if (message.name === 'parameterDescription')
    answer.parameters = (message as messages.ParameterDescriptionMessage).dataTypeIDs
  else if (message.name === 'notification') answer.heard.push(message as messages.NotificationResponseMessage)
  else if (message.name === 'error') answer.error ??= message as unknown as messages.DatabaseError
}

/** A statement without parameters, run as it is. */
export const simple = (sql: string): Uint8Array => new Uint8Array(serialize.query(sql))

/** Parses and describes a statement under a name; gives up an older one first when `spent` names it. */
export const prepare = (name: string, sql: string, spent?: string): Uint8Array =>
  new Uint8Array(
    Buffer.concat([
      ...(spent === undefined ? [] : [serialize.close({ type: 'S', name: spent })]),
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ]),
  )

const EXECUTE = Buffer.concat([serialize.execute({}), serialize.sync()])

/** Runs a prepared statement with values, all as text. PGlite's own counts each character of them, which large ones feel. */
export function execute(statement: string, values: (string | null)[]): Uint8Array {
  const sizes = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)))
  const length = sizes.reduce((sum, size) => sum + 4 + size, 4 + 1 + statement.length + 1 + 2 + 2 + 2)
  const message = Buffer.allocUnsafeSlow(1 + length + EXECUTE.length)
  let at = message.write('B', 'latin1')
  at = message.writeInt32BE(length, at)
  // The portal without a name; then the statement; then no formats, which means text.
  at += message.write(`\0${statement}\0\0\0`, at, 'latin1')
  at = message.writeUInt16BE(values.length, at)
  for (const [n, value] of values.entries()) {
    at = message.writeInt32BE(value === null ? -1 : sizes[n]!, at)
    if (value !== null) at += message.write(value, at)
  }
  at = message.writeUInt16BE(0, at)
  EXECUTE.copy(message, at)
  return message
}
