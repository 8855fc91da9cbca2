import { z } from 'zod'
import { type AsrEngine, AsrFault, type AsrOptions, type Recognised } from '#engines/asr/contract.ts'
import { type Dialect, type Heard, openSocketStream } from '#engines/asr/socket-stream.ts'
import { readTags } from '#engines/asr/tags.ts'

/** 60 ms of sound, the smallest step of its online model. */
const PIECE_BYTES = 1920
const HOT_WORD_WEIGHT = 20

const answer = z.object({ mode: z.string().optional(), text: z.string().default(''), is_final: z.boolean().optional() })

/** A FunASR runtime of one's own, in two passes: text while somebody speaks, and a better one at the end. */
export function openFunasr({ url }: { url: string }): AsrEngine {
  return {
    id: 'funasr',
    title: { zh: 'FunASR（自建）', en: 'FunASR (self-hosted)' },
    capabilities: {
      streaming: true,
      open: true,
      grammar: false,
      hotWords: true,
      feeling: true,
      languages: ['zh', 'yue', 'en'],
    },
    lacking: () => (url ? null : 'no-address'),
    open: (options) => openSocketStream(dialect(url, options)),
    async close() {},
  }
}

function dialect(url: string, { language, hotWords }: AsrOptions): Dialect {
  const settled: string[] = []
  let running = ''
  let ended = false
  const recognised = (): Recognised => {
    const all = settled.map(readTags)
    const feeling = all.findLast((part) => part.feeling)?.feeling
    const told = all.findLast((part) => part.language)?.language
    const text = all.map((part) => part.text).join(language === 'en' ? ' ' : '')
    return { text, confidence: null, ...(feeling && { feeling }), ...(told && { language: told }) }
  }
  return {
    address: async () => ({ url, protocols: ['binary'] }),
    begin: JSON.stringify({
      mode: '2pass',
      wav_name: 'call',
      wav_format: 'pcm',
      audio_fs: 16_000,
      is_speaking: true,
      chunk_size: [5, 10, 5],
      itn: true,
      ...(hotWords.length && {
        hotwords: JSON.stringify(Object.fromEntries(hotWords.map((word) => [word, HOT_WORD_WEIGHT]))),
      }),
      svs_lang: language,
      svs_itn: true,
    }),
    waits: false,
    pieceBytes: PIECE_BYTES,
    everyMs: 0,
    sound: (piece) => piece,
    end() {
      ended = true
      return JSON.stringify({ is_speaking: false })
    },
    read(message): Heard {
      const parsed = answer.safeParse(JSON.parse(message))
      if (!parsed.success) return { fault: new AsrFault('broken', 'an answer of another form') }
      const { mode = '', text } = parsed.data
      // `is_final` differs between versions of the server: the second pass after the end is the last word.
      if (mode.endsWith('offline')) {
        settled.push(text)
        running = ''
        return ended ? { recognised: recognised() } : { partial: recognised().text }
      }
      running += text
      return { partial: recognised().text + running }
    },
  }
}
