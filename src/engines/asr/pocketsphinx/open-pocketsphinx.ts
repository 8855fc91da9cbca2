import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type AsrEngine, AsrFault, type AsrOptions, type AsrStream, type Recognised } from '#engines/asr/contract.ts'
import type { FromSphinx, SphinxModels, ToSphinx } from '#engines/asr/pocketsphinx/recognise-in-process.ts'
import { type AudioFrame, FRAME_SAMPLES } from '#engines/audio.ts'
import { type Companion, openCompanion } from '#engines/companion.ts'
import { packageFile } from '#engines/sherpa/load-sherpa.ts'

const LIBRARY = 'libpocketsphinx.so.3'
const LIBRARY_FOLDERS = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/usr/local/lib',
]
/**
 * What a phrase of the grammar scores a frame below free phones. One speaker's 31 words stood at -10 (median), 60 other
 * words at -20; whole sentences of strangers that were in no grammar below -30.
 */
const MARGIN_MIDDLE = -18
const MARGIN_SLOPE = 3
/** Quieter frames at both ends are cut off: the decoder takes the mean of all, and digital silence would spoil it. */
const QUIET = 40
const LONGEST_FRAMES = 20 * 50

/** The folder as the model archive of CMU has it: `hmm/zh/tdt_sc_8k`, `lm/zh_CN/mandarin_notone.dic` and the English ones. */
export function sphinxModelsIn(dir: string): SphinxModels {
  const found: SphinxModels = {}
  const place = (language: 'zh' | 'en', acoustic: string, dictionary: string) => {
    const model = { acoustic: join(dir, acoustic), dictionary: join(dir, dictionary) }
    if (existsSync(join(model.acoustic, 'mdef')) && existsSync(model.dictionary)) found[language] = model
  }
  place('zh', 'hmm/zh/tdt_sc_8k', 'lm/zh_CN/mandarin_notone.dic')
  place('en', 'hmm/en_US/hub4wsj_sc_8k', 'lm/en_US/cmu07a.dic')
  return found
}

/** Hears phrases of a grammar, in a process of its own: commands, digits, dates, yes and no; never free speech. */
export function openPocketsphinx(dir: string): AsrEngine {
  const models = sphinxModelsIn(dir)
  const languages = (['zh', 'en'] as const).filter((language) => models[language])
  const installed = packageFile('koffi') !== null && LIBRARY_FOLDERS.some((folder) => existsSync(join(folder, LIBRARY)))
  const script = join(import.meta.dirname, 'recognise-in-process.ts')
  const companion = openCompanion({ script, as: 'process', data: models })
  return {
    id: 'pocketsphinx',
    title: { zh: 'PocketSphinx（本机，仅限短语）', en: 'PocketSphinx (on this machine, phrases only)' },
    capabilities: { streaming: false, open: false, grammar: true, hotWords: false, feeling: false, languages },
    lacking: () => (!installed ? 'not-installed' : languages.length ? null : 'no-model'),
    prepare: (language) => companion.prepare({ prepare: language } satisfies ToSphinx),
    open: (options) => utterance(companion, options),
    close: companion.close,
  }
}

function utterance(companion: Companion, { language, grammar }: AsrOptions): AsrStream {
  if (!grammar?.length) throw new AsrFault('not-able', 'it hears only phrases of a grammar')
  const frames: AudioFrame[] = []
  let stop: (() => void) | null = null
  return {
    write(frame) {
      if (frames.length < LONGEST_FRAMES) frames.push(frame)
    },
    onPartial() {},
    end() {
      const samples = joined(frames)
      if (samples.length < FRAME_SAMPLES * 5) return Promise.resolve({ text: '', confidence: null })
      return new Promise<Recognised>((resolve, reject) => {
        const exchange = companion.begin(
          (told: FromSphinx) => {
            exchange.end()
            if ('fault' in told) reject(new AsrFault('broken', told.fault))
            else if ('notAble' in told) reject(new AsrFault('not-able', told.notAble))
            else if ('phrase' in told) resolve(recognised(told))
          },
          (why) => reject(new AsrFault('broken', why)),
        )
        stop = () => {
          exchange.end()
          reject(new AsrFault('broken', 'given up'))
        }
        exchange.post({ language, phrases: grammar, samples } satisfies ToSphinx)
      })
    },
    abort: () => stop?.(),
  }
}

/** Speech that is none of the phrases is heard as nothing; the phrase it was nearest to is still told. */
function recognised({ phrase, margin }: Extract<FromSphinx, { phrase: string }>): Recognised {
  if (!phrase) return { text: '', confidence: null }
  const confidence = 1 / (1 + Math.exp((MARGIN_MIDDLE - margin) / MARGIN_SLOPE))
  return { text: confidence < 0.5 ? '' : phrase, confidence, alternatives: [{ text: phrase, confidence }] }
}

function joined(frames: AudioFrame[]): Int16Array {
  const loud = (frame: AudioFrame) => frame.some((sample) => Math.abs(sample) > QUIET)
  const kept = frames.slice(Math.max(0, frames.findIndex(loud) - 2), frames.findLastIndex(loud) + 3)
  const samples = new Int16Array(kept.length * FRAME_SAMPLES)
  for (const [i, frame] of kept.entries()) samples.set(frame, i * FRAME_SAMPLES)
  return samples
}
