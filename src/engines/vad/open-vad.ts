import { loadSherpa, packageFile } from '#engines/sherpa/load-sherpa.ts'
import type { VadEngine } from '#engines/vad/contract.ts'
import { openEnergyVad } from '#engines/vad/energy.ts'
import { openSileroVad } from '#engines/vad/silero.ts'
import type { Log } from '#platform/log.ts'

/** Silero where its two optional packages are installed; else loudness against the noise of the line, which is told. */
export function openVad({ log }: { log: Log }): VadEngine {
  const model = packageFile('@ricky0123/vad-web/dist/silero_vad_v5.onnx')
  const sherpa = model && loadSherpa()
  if (sherpa && model) return openSileroVad(sherpa, model)
  log.warn(
    { missing: model ? 'sherpa-onnx-node' : '@ricky0123/vad-web' },
    'speech is told from noise by loudness only; npm install brings the optional packages for better hearing',
  )
  return openEnergyVad()
}
