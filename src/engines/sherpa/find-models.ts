import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** What runs in a process of its own: kind and the configuration the runtime takes. */
export type SherpaModel = { kind: 'online' | 'offline' | 'voice' | 'speaker'; name: string; config: object }

const FEATURES = { sampleRate: 16_000, featureDim: 80 }
const runtime = (tokens: string) => ({ tokens, numThreads: 2, provider: 'cpu', debug: 0 })

/** The first model of each kind in the folders below `dir`, told by the files that sherpa-onnx publishes them with. */
export function findSherpaModels(dir: string): Partial<Record<SherpaModel['kind'], SherpaModel>> {
  const found: Partial<Record<SherpaModel['kind'], SherpaModel>> = {}
  for (const name of foldersIn(dir)) {
    const model = modelIn(join(dir, name), name)
    if (model) found[model.kind] ??= model
  }
  return found
}

/** Models that tell voices apart come without tokens. */
const SPEAKER = /campplus|cam\+\+|eres2net|3dspeaker|wespeaker|titanet|speaker/i

function speakerIn(folder: string, name: string, files: string[]): SherpaModel | null {
  const file = files.filter((one) => one.endsWith('.onnx')).sort()[0]
  if (!file || !SPEAKER.test(`${name} ${file}`)) return null
  return { kind: 'speaker', name, config: { model: join(folder, file), numThreads: 1, provider: 'cpu', debug: 0 } }
}

const foldersIn = (dir: string): string[] =>
  existsSync(dir)
    ? readdirSync(dir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
        .map(({ name }) => name)
        .sort()
    : []

function modelIn(folder: string, name: string): SherpaModel | null {
  const files = readdirSync(folder)
  if (!files.includes('tokens.txt')) return speakerIn(folder, name, files)
  const tokens = join(folder, 'tokens.txt')
  // Quantised models are a third of the size and about as good.
  const onnx = (part: string) => {
    const fitting = files.filter((file) => file.startsWith(part) && file.endsWith('.onnx')).sort()
    const chosen = fitting.find((file) => file.includes('int8')) ?? fitting[0]
    return chosen ? join(folder, chosen) : null
  }
  const [encoder, decoder, joiner, model] = [onnx('encoder'), onnx('decoder'), onnx('joiner'), onnx('model')]
  if (encoder && decoder && joiner) {
    const modelConfig = { transducer: { encoder, decoder, joiner }, ...runtime(tokens) }
    return { kind: 'online', name, config: { featConfig: FEATURES, modelConfig, enableEndpoint: 0 } }
  }
  if (model && /sense-?voice/i.test(name)) {
    const senseVoice = { model, language: 'auto', useInverseTextNormalization: 1 }
    return { kind: 'offline', name, config: { featConfig: FEATURES, modelConfig: { senseVoice, ...runtime(tokens) } } }
  }
  const voice = model ?? onnx('vits')
  if (!voice || !/vits|melo/i.test(name)) return null
  const lexicon = files.includes('lexicon.txt') ? join(folder, 'lexicon.txt') : ''
  const dataDir = files.includes('espeak-ng-data') ? join(folder, 'espeak-ng-data') : ''
  const vits = { model: voice, tokens, lexicon, dataDir }
  const rules = files
    .filter((file) => /^(date|number|phone|new_heteronym)\.fst$/.test(file))
    .map((file) => join(folder, file))
  const { numThreads, provider, debug } = runtime(tokens)
  const config = { model: { vits, numThreads, provider, debug }, maxNumSentences: 1, ruleFsts: rules.join(',') }
  return { kind: 'voice', name, config }
}
