import { SHERPA_SCRIPT } from '#engines/asr/sherpa.ts'
import { type Companion, openCompanion } from '#engines/companion.ts'
import { openFramer } from '#engines/resample.ts'
import type { SherpaModel } from '#engines/sherpa/find-models.ts'
import { packageFile } from '#engines/sherpa/load-sherpa.ts'
import type { FromSherpa, ToSherpa } from '#engines/sherpa/run-in-process.ts'
import { type TtsEngine, TtsFault } from '#engines/tts/contract.ts'
import { openQueue } from '#engines/tts/queue.ts'

/** A neural voice on this machine (VITS). */
export function openSherpaTts(model: SherpaModel | undefined): TtsEngine {
  const installed = packageFile('sherpa-onnx-node') !== null
  const companion = openCompanion({ script: SHERPA_SCRIPT, as: 'process', data: model })
  return {
    id: 'sherpa-local',
    title: { zh: 'sherpa-onnx 语音合成（本机）', en: 'sherpa-onnx voice (on this machine)' },
    languages: ['zh', 'en'],
    variant: model?.name ?? '',
    lacking: () => (!installed ? 'not-installed' : model ? null : 'no-model'),
    speak: (text, { speed, signal }) => spoken(companion, { text, speed }, signal),
    close: companion.close,
  }
}

async function* spoken(companion: Companion, asked: ToSherpa, signal: AbortSignal) {
  if (signal.aborted) return
  const queue = openQueue<FromSherpa>()
  const exchange = companion.begin(queue.push, (why) => queue.push({ fault: why }))
  signal.addEventListener('abort', queue.close, { once: true })
  try {
    exchange.post(asked)
    for await (const told of queue) {
      if ('fault' in told) throw new TtsFault('broken', told.fault)
      if ('done' in told) return
      if (!('rate' in told)) continue
      const framer = openFramer(told.rate)
      for (const frame of [...framer.push(told.samples), ...framer.end()]) {
        if (signal.aborted) return
        yield frame
      }
    }
  } finally {
    signal.removeEventListener('abort', queue.close)
    exchange.end()
  }
}
