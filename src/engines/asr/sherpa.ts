import { join } from 'node:path'
import { type AsrEngine, AsrFault, type AsrStream, type Recognised } from '#engines/asr/contract.ts'
import { readTags } from '#engines/asr/tags.ts'
import { type Companion, openCompanion } from '#engines/companion.ts'
import type { SherpaModel } from '#engines/sherpa/find-models.ts'
import { packageFile } from '#engines/sherpa/load-sherpa.ts'
import type { FromSherpa, ToSherpa } from '#engines/sherpa/run-in-process.ts'

export const SHERPA_SCRIPT = join(import.meta.dirname, '..', 'sherpa', 'run-in-process.ts')

/** A neural model on this machine: `online` gives text while somebody speaks, `offline` (SenseVoice) feeling and language too. */
export function openSherpaAsr(kind: 'online' | 'offline', model: SherpaModel | undefined): AsrEngine {
  const installed = packageFile('sherpa-onnx-node') !== null
  const companion = openCompanion({ script: SHERPA_SCRIPT, as: 'process', data: model })
  const streaming = kind === 'online'
  return {
    id: streaming ? 'sherpa-local' : 'sensevoice',
    title: streaming
      ? { zh: 'sherpa-onnx 流式模型（本机）', en: 'sherpa-onnx streaming model (on this machine)' }
      : { zh: 'SenseVoice（本机）', en: 'SenseVoice (on this machine)' },
    capabilities: {
      streaming,
      open: true,
      grammar: false,
      hotWords: false,
      feeling: !streaming,
      languages: streaming ? ['zh', 'en'] : ['zh', 'yue', 'en'],
    },
    lacking: () => (!installed ? 'not-installed' : model ? null : 'no-model'),
    open: () => utterance(companion),
    close: companion.close,
  }
}

function utterance(companion: Companion): AsrStream {
  const outcome = Promise.withResolvers<Recognised>()
  // Its end may be asked for later than it fails.
  outcome.promise.catch(() => {})
  let listen: (text: string) => void = () => {}
  const fail = (why: string) => {
    exchange.end()
    outcome.reject(new AsrFault('broken', why))
  }
  const exchange = companion.begin((told: FromSherpa) => {
    if ('partial' in told) listen(told.partial)
    else if ('fault' in told) fail(told.fault)
    else if ('text' in told) {
      exchange.end()
      outcome.resolve({ ...readTags(`${told.tags}${told.text}`), confidence: null })
    }
  }, fail)
  const post = (message: ToSherpa) => exchange.post(message)
  return {
    write: (samples) => post({ samples }),
    onPartial(heard) {
      listen = heard
    },
    end() {
      post({ end: true })
      return outcome.promise
    },
    abort: () => fail('given up'),
  }
}
