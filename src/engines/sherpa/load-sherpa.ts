import { createRequire } from 'node:module'

export type SherpaVad = {
  acceptWaveform(samples: Float32Array): void
  isDetected(): boolean
  isEmpty(): boolean
  pop(): void
  reset(): void
}

/** As much of sherpa-onnx-node as we use; the package brings no types. */
export type Sherpa = {
  Vad: new (config: object, bufferSeconds: number) => SherpaVad
}

const require = createRequire(import.meta.url)
let loaded: Sherpa | null | undefined

/** The sherpa-onnx runtime, an optional package; null where it is not installed or does not run on this machine. */
export function loadSherpa(): Sherpa | null {
  if (loaded !== undefined) return loaded
  try {
    loaded = require('sherpa-onnx-node') as Sherpa
  } catch {
    loaded = null
  }
  return loaded
}

/** Where a file of an optional package lies; null without the package. */
export function packageFile(path: string): string | null {
  try {
    return require.resolve(path)
  } catch {
    return null
  }
}
