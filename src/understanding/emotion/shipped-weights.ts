import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '#understanding/contract.ts'
import { packData, unpackData } from '#understanding/pack-data.ts'

/** Weights of one language as whole numbers −127…127; times `scale` of the output they are weights again. */
export type LanguageWeights = { buckets: number; rows: Int8Array; scale: Float32Array; bias: Float32Array }
/** `inputs` is the hash of what the weights were made from. */
export type ShippedWeights = Record<Language, LanguageWeights> & { inputs: string }

export const WEIGHTS_FILE = join(import.meta.dirname, 'emotion-weights.bin')
const VERSION = 1

export function loadWeights(): ShippedWeights {
  const weights = unpackData(new Uint8Array(readFileSync(WEIGHTS_FILE)), VERSION)
  if (!weights) {
    throw new Error(
      `${WEIGHTS_FILE} is not of version ${VERSION}: run node src/understanding/emotion/build-model.ts GOEMOTIONS.jsonl`,
    )
  }
  return weights as ShippedWeights
}

export const packWeights = (weights: ShippedWeights): Uint8Array => packData(weights, VERSION)

/** Rounds weights of `outputs` columns to eight bits, column by column; the last row is the bias. */
export function quantize(weights: Float32Array, outputs: number, buckets: number): LanguageWeights {
  const count = weights.length / outputs - 1
  const scale = new Float32Array(outputs)
  for (let i = 0; i < count * outputs; i++) {
    const size = Math.abs(weights[i]!) / 127
    if (size > scale[i % outputs]!) scale[i % outputs] = size
  }
  const rows = new Int8Array(count * outputs)
  for (let i = 0; i < rows.length; i++) rows[i] = Math.round(weights[i]! / (scale[i % outputs]! || 1))
  return { buckets, rows, scale, bias: weights.slice(count * outputs) }
}
