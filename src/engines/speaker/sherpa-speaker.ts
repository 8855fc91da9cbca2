import { join } from 'node:path'
import { openCompanion } from '#engines/companion.ts'
import { findSherpaModels } from '#engines/sherpa/find-models.ts'
import { packageFile } from '#engines/sherpa/load-sherpa.ts'
import type { FromSherpa } from '#engines/sherpa/run-in-process.ts'
import type { SpeakerEngine } from '#engines/speaker/contract.ts'

const SCRIPT = join(import.meta.dirname, '..', 'sherpa', 'run-in-process.ts')

/** A speaker model of sherpa-onnx (CAM++, ERes2Net …) in a process of its own; looked for below the models folder. */
export function openSherpaSpeaker(modelsDir: string): SpeakerEngine {
  const model = findSherpaModels(modelsDir).speaker
  const companion = openCompanion({ script: SCRIPT, as: 'process', data: model })
  return {
    model: model?.name ?? '',
    lacking: () => (packageFile('sherpa-onnx-node') === null ? 'not-installed' : model ? null : 'no-model'),
    embed(samples) {
      const { promise, resolve, reject } = Promise.withResolvers<Float32Array>()
      const exchange = companion.begin(
        (told: FromSherpa) => {
          exchange.end()
          if ('vector' in told) resolve(Float32Array.from(told.vector))
          else reject(new Error('fault' in told ? told.fault : 'an answer of another kind'))
        },
        (why: string) => reject(new Error(why)),
      )
      exchange.post({ samples })
      exchange.post({ end: true })
      return promise
    },
    close: companion.close,
  }
}
