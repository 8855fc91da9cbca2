import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Words of one meaning have the same vector in the model that is written here. */
const MEANINGS = [
  ['退货', '寄回'],
  ['运费', '邮费'],
  ['refund', 'money'],
]
const WORDS = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  ...Array.from(
    new Set(
      MEANINGS.flat()
        .join('')
        .match(/\p{Script=Han}/gu),
    ),
  ),
  'refund',
  'money',
  'ship',
  '##ping',
  '?',
]
const SIZE = 16

/** A folder with a true ONNX model, one row of a table for each piece, and its vocabulary. */
export async function writeOnnxFolder(dir: string, more: { pooling?: 'first'; asks?: string } = {}): Promise<string> {
  await mkdir(join(dir, '1_Pooling'), { recursive: true })
  await writeFile(join(dir, 'model.onnx'), gatherModel(table(), more.asks ?? 'input_ids'))
  await writeFile(join(dir, 'vocab.txt'), WORDS.join('\n'))
  const pooling = { pooling_mode_cls_token: more.pooling === 'first', pooling_mode_mean_tokens: !more.pooling }
  await writeFile(join(dir, '1_Pooling/config.json'), JSON.stringify(pooling))
  return dir
}

export const vocabulary = (): Record<string, number> => Object.fromEntries(WORDS.map((word, id) => [word, id]))

/** The first signs point nowhere near the words, and words of one meaning in one direction. */
function table(): Float32Array {
  const rows = WORDS.map((word, id) => {
    const meaning = MEANINGS.findIndex((words) =>
      words.some((one) => one === word || (one.length === 2 && one.includes(word))),
    )
    const row = new Float32Array(SIZE)
    if (word.startsWith('[')) row[SIZE - 1] = 0.1
    else if (meaning >= 0) row[meaning] = 1
    else row[MEANINGS.length + (id % (SIZE - MEANINGS.length - 1))] = 1
    return row
  })
  return Float32Array.from(rows.flatMap((row) => [...row]))
}

// What follows writes protocol buffers as onnx.proto has them: number of the field, then the value.
const field = (number: number, value: number | string | Buffer): Buffer => {
  if (typeof value === 'number') return Buffer.concat([varint(number << 3), varint(value)])
  const bytes = Buffer.from(value as string)
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes])
}
const message = (...fields: Buffer[]): Buffer => Buffer.concat(fields)

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left])
    bytes.push((left % 128) | 128)
  }
}

const FLOAT = 1
const INT64 = 7

/** last_hidden_state = Gather(table, ids); the mask is asked for as real models do. */
function gatherModel(numbers: Float32Array, ids: string): Buffer {
  const initializer = message(
    ...[numbers.length / SIZE, SIZE].map((size) => field(1, size)),
    field(2, FLOAT),
    field(8, 'table'),
    field(9, Buffer.from(numbers.buffer)),
  )
  const node = message(field(1, 'table'), field(1, ids), field(2, 'last_hidden_state'), field(4, 'Gather'))
  const graph = message(
    field(1, node),
    field(2, 'embed'),
    field(5, initializer),
    field(11, tensor(ids, INT64, ['batch', 'pieces'])),
    field(11, tensor('attention_mask', INT64, ['batch', 'pieces'])),
    field(12, tensor('last_hidden_state', FLOAT, ['batch', 'pieces', SIZE])),
  )
  return message(field(1, 8), field(7, graph), field(8, message(field(1, ''), field(2, 13))))
}

function tensor(name: string, kind: number, shape: (string | number)[]): Buffer {
  const dims = shape.map((one) => field(1, typeof one === 'number' ? field(1, one) : field(2, one)))
  return message(field(1, name), field(2, field(1, message(field(1, kind), field(2, message(...dims))))))
}
