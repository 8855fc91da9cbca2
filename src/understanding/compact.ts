import type { LinearModel } from '#understanding/train.ts'

/** A linear model in bytes: the weight is `bytes[feature * classes + class] * scale[feature]`. */
export type CompactModel = { classes: number; bytes: Int8Array; scale: Float32Array; bias: Float32Array }

/** Eight bits a weight lose nothing that shows and take a quarter of the memory, which is what the speed hangs on. */
export function compact(model: LinearModel): CompactModel {
  const { classes, weights, bias } = model
  const features = weights.length / classes
  const scale = new Float32Array(features)
  const bytes = new Int8Array(weights.length)
  for (let f = 0; f < features; f++) {
    let largest = 0
    for (let c = 0; c < classes; c++) largest = Math.max(largest, Math.abs(weights[f * classes + c]!))
    if (!largest) continue
    scale[f] = largest / 127
    for (let c = 0; c < classes; c++) bytes[f * classes + c] = Math.round((weights[f * classes + c]! / largest) * 127)
  }
  return { classes, bytes, scale, bias }
}
