import type { CompactModel } from '#understanding/compact.ts'
import type { Vector } from '#understanding/train.ts'

/** Margins of all classes. They stay valid until the next call, and may be changed by who gets them. */
export type Margins = (vector: Vector) => Float32Array

/**
 * A linear model ready to be asked. Its weights are copied to a memory of their own, where sixteen classes are summed up
 * at a time by the vector instructions of the processor: this is where a message spends its time.
 */
export function openMargins({ classes, bytes, scale, bias }: CompactModel): Margins {
  const stride = Math.ceil(classes / LANES) * LANES
  const features = bytes.length / classes
  const places = { at: 0, value: ROOM * 4, out: ROOM * 8, rows: ROOM * 8 + stride * 4 }
  const size = places.rows + features * stride
  const memory = new WebAssembly.Memory({ initial: Math.ceil(size / PAGE) })
  const at = new Int32Array(memory.buffer, places.at, ROOM)
  const value = new Float32Array(memory.buffer, places.value, ROOM)
  const out = new Float32Array(memory.buffer, places.out, classes)
  const rows = new Int8Array(memory.buffer, places.rows)
  for (let f = 0; f < features; f++) rows.set(bytes.subarray(f * classes, (f + 1) * classes), f * stride)
  const instance = new WebAssembly.Instance(compiled(), { host: { memory } })
  const add = instance.exports.add as (
    rows: number,
    stride: number,
    at: number,
    value: number,
    count: number,
    out: number,
  ) => void
  return (vector) => {
    out.set(bias)
    for (let from = 0; from < vector.at.length; from += ROOM) {
      const count = Math.min(ROOM, vector.at.length - from)
      for (let k = 0; k < count; k++) {
        const feature = vector.at[from + k]!
        at[k] = feature
        value[k] = vector.value[from + k]! * scale[feature]!
      }
      add(places.rows, stride, places.at, places.value, count, places.out)
    }
    return out
  }
}

/** Bytes that one vector register holds. */
const LANES = 16
/** Features that are handed over at a time; a message seldom has more. */
const ROOM = 1024
const PAGE = 65536

let module: WebAssembly.Module | null = null
const compiled = () => {
  module ??= new WebAssembly.Module(moduleBytes())
  return module
}

/** Opcodes of WebAssembly (W3C core specification, binary format; those of vectors after the prefix 0xfd). */
const VOID = 0x40
const I32 = 0x7f
const V128 = 0x7b
const loop = [0x03, VOID]
const end = [0x0b]
const repeatIf = [0x0d, 0]
const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const number = (value: number) => [0x41, value]
const i32 = { load: [0x28, 2, 0], add: [0x6a], mul: [0x6c], shl: [0x74], less: [0x48] }
const f32 = { load: [0x2a, 2, 0] }
const v128 = {
  load: (offset: number) => [0xfd, 0x00, 0, offset],
  store: (offset: number) => [0xfd, 0x0b, 0, offset],
  splat: [0xfd, 0x13],
  lowBytes: [0xfd, 0x87, 0x01],
  highBytes: [0xfd, 0x88, 0x01],
  lowShorts: [0xfd, 0xa7, 0x01],
  highShorts: [0xfd, 0xa8, 0x01],
  toFloats: [0xfd, 0xfa, 0x01],
  add: [0xfd, 0xe4, 0x01],
  mul: [0xfd, 0xe6, 0x01],
}

/**
 * `add(rows, stride, at, value, count, out)`: to each of the `stride` sums at `out` the bytes of row `at[k]` times
 * `value[k]`, for `count` (one or more) of them. Places are bytes of the memory.
 */
function moduleBytes(): Uint8Array<ArrayBuffer> {
  const [rows, stride, at, value, count, out, column, k, sums, own, bytes, shorts] = [...Array(12).keys()] as [
    ...(readonly [number, number, number, number, number, number]),
    ...(readonly [number, number, number, number, number, number]),
  ]
  /** The sums of sixteen columns, four in each. */
  const parts = [12, 13, 14, 15]
  const take = (part: number, widen: number[]) => [
    ...[...get(part), ...get(shorts), ...widen, ...v128.toFloats],
    ...[...get(own), ...v128.mul, ...v128.add, ...set(part)],
  ]
  const body = [
    ...[...get(count), ...number(2), ...i32.shl, ...set(count)],
    ...[...number(0), ...set(column)],
    ...loop,
    ...[...get(out), ...get(column), ...number(2), ...i32.shl, ...i32.add, ...set(sums)],
    ...parts.flatMap((part, i) => [...get(sums), ...v128.load(i * 16), ...set(part)]),
    ...[...number(0), ...set(k)],
    ...loop,
    ...[...get(value), ...get(k), ...i32.add, ...f32.load, ...v128.splat, ...set(own)],
    ...[...get(at), ...get(k), ...i32.add, ...i32.load, ...get(stride), ...i32.mul],
    ...[...get(rows), ...i32.add, ...get(column), ...i32.add, ...v128.load(0), ...set(bytes)],
    ...[...get(bytes), ...v128.lowBytes, ...set(shorts)],
    ...[...take(parts[0]!, v128.lowShorts), ...take(parts[1]!, v128.highShorts)],
    ...[...get(bytes), ...v128.highBytes, ...set(shorts)],
    ...[...take(parts[2]!, v128.lowShorts), ...take(parts[3]!, v128.highShorts)],
    ...[...get(k), ...number(4), ...i32.add, ...set(k), ...get(k), ...get(count), ...i32.less, ...repeatIf],
    ...end,
    ...parts.flatMap((part, i) => [...get(sums), ...get(part), ...v128.store(i * 16)]),
    ...[...get(column), ...number(16), ...i32.add, ...set(column), ...get(column), ...get(stride), ...i32.less],
    ...repeatIf,
    ...end,
    ...end,
  ]
  const locals = [2, 3, I32, 7, V128]
  const text = (name: string) => [name.length, ...Buffer.from(name)]
  const section = (id: number, bytes: number[]) => [id, ...unsigned(bytes.length), ...bytes]
  return Uint8Array.from([
    ...[0, ...Buffer.from('asm'), 1, 0, 0, 0],
    ...section(1, [1, 0x60, 6, I32, I32, I32, I32, I32, I32, 0]),
    ...section(2, [1, ...text('host'), ...text('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('add'), 0, 0]),
    ...section(10, [1, ...unsigned(locals.length + body.length), ...locals, ...body]),
  ])
}

/** LEB128. */
const unsigned = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
