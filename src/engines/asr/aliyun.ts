import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import {
  ALIYUN_GATEWAY,
  type AliyunKeys,
  aliyunFault,
  openTokens,
  TokenFault,
  type TokenSource,
} from '#engines/aliyun/token.ts'
import { type AsrEngine, AsrFault } from '#engines/asr/contract.ts'
import { type Dialect, openSocketStream } from '#engines/asr/socket-stream.ts'

/** 100 ms of sound. */
const PIECE_BYTES = 3200
/** Longer than turn-taking waits: the end of the utterance is ours to say. */
const SENTENCE_SILENCE_MS = 2000

const answer = z.object({
  header: z.object({ name: z.string(), status: z.number(), status_text: z.string().optional() }),
  payload: z
    .object({ index: z.number().optional(), result: z.string().optional(), confidence: z.number().nullish() })
    .optional(),
})
const id = () => randomUUID().replaceAll('-', '')

/** Aliyun NLS, SpeechTranscriber. */
export function openAliyunAsr(keys: AliyunKeys): AsrEngine {
  const token = openTokens(keys)
  return {
    id: 'aliyun',
    title: { zh: '阿里云实时语音识别', en: 'Aliyun speech transcriber' },
    capabilities: {
      streaming: true,
      open: true,
      grammar: false,
      hotWords: keys.vocabularyId !== '',
      feeling: false,
      // The language is a setting of the project in Aliyun's console.
      languages: ['zh'],
    },
    lacking: () => (keys.appKey && keys.accessKeyId && keys.accessKeySecret ? null : 'no-key'),
    open: () => openSocketStream(dialect(keys, token)),
    async close() {},
  }
}

function dialect(keys: AliyunKeys, token: TokenSource): Dialect {
  const taskId = id()
  const sentences = new Map<number, string>()
  let surest: number | null = null
  const command = (name: string, payload?: object) =>
    JSON.stringify({
      header: { message_id: id(), task_id: taskId, namespace: 'SpeechTranscriber', name, appkey: keys.appKey },
      ...(payload && { payload }),
    })
  const text = () =>
    [...sentences]
      .sort(([a], [b]) => a - b)
      .map(([, sentence]) => sentence)
      .join('')
  return {
    async address() {
      const known = await token().catch((error: unknown) => {
        throw error instanceof TokenFault ? new AsrFault(error.why, error.message) : error
      })
      return { url: keys.url || ALIYUN_GATEWAY, headers: { 'X-NLS-Token': known } }
    },
    begin: command('StartTranscription', {
      format: 'pcm',
      sample_rate: 16_000,
      enable_intermediate_result: true,
      enable_punctuation_prediction: true,
      enable_inverse_text_normalization: true,
      max_sentence_silence: SENTENCE_SILENCE_MS,
      ...(keys.vocabularyId && { vocabulary_id: keys.vocabularyId }),
    }),
    waits: true,
    pieceBytes: PIECE_BYTES,
    everyMs: 0,
    sound: (piece) => piece,
    end: () => command('StopTranscription'),
    read(message) {
      const { header, payload } = answer.parse(JSON.parse(message))
      if (header.name === 'TaskFailed' || header.status !== 20000000)
        return { fault: new AsrFault(aliyunFault(header.status), `${header.status} ${header.status_text ?? ''}`) }
      if (header.name === 'TranscriptionStarted') return { ready: true }
      if (header.name === 'TranscriptionCompleted') return { recognised: { text: text(), confidence: surest } }
      if (header.name !== 'TranscriptionResultChanged' && header.name !== 'SentenceEnd') return null
      sentences.set(payload?.index ?? 0, payload?.result ?? '')
      if (typeof payload?.confidence === 'number') surest = Math.min(surest ?? 1, Math.max(0, payload.confidence))
      return { partial: text() }
    },
  }
}
