import { z } from 'zod'
import { type AsrEngine, AsrFault, type AsrOptions, type AsrStream, type Recognised } from '#engines/asr/contract.ts'
import type { AudioFrame } from '#engines/audio.ts'
import { faultOfStatus } from '#engines/socket-talk.ts'
import { wavOf } from '#engines/wav.ts'

export type OpenAiKeys = { url: string; key: string; model: string }
const LONGEST_PROMPT = 600
const answer = z.object({ text: z.string() })

/** `POST /audio/transcriptions` of any OpenAI-compatible server: the whole utterance at its end. */
export function openOpenAiAsr(keys: OpenAiKeys): AsrEngine {
  return {
    id: 'openai',
    title: { zh: 'OpenAI 兼容语音识别', en: 'OpenAI-compatible transcription' },
    capabilities: {
      streaming: false,
      open: true,
      grammar: false,
      hotWords: true,
      feeling: false,
      languages: ['zh', 'yue', 'en'],
    },
    lacking: () => (!keys.url ? 'no-address' : keys.model ? null : 'no-model-name'),
    open: (options) => utterance(keys, options),
    async close() {},
  }
}

function utterance(keys: OpenAiKeys, options: AsrOptions): AsrStream {
  const frames: AudioFrame[] = []
  const stop = new AbortController()
  return {
    write: (frame) => void frames.push(frame),
    onPartial() {},
    end: () => transcribe(keys, options, frames, AbortSignal.any([stop.signal, AbortSignal.timeout(options.limitMs)])),
    abort: () => stop.abort(),
  }
}

async function transcribe(
  { url, key, model }: OpenAiKeys,
  { language, hotWords }: AsrOptions,
  frames: AudioFrame[],
  signal: AbortSignal,
): Promise<Recognised> {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(wavOf(frames))], { type: 'audio/wav' }), 'call.wav')
  form.set('model', model)
  form.set('language', language === 'en' ? 'en' : 'zh')
  form.set('response_format', 'json')
  const prompt = hotWords.join(language === 'en' ? ', ' : '、').slice(0, LONGEST_PROMPT)
  if (prompt) form.set('prompt', prompt)
  try {
    // Encoded before it is sent: a form that streams cannot be given up in the middle.
    const encoded = new Response(form)
    const headers = {
      'content-type': encoded.headers.get('content-type')!,
      ...(key && { authorization: `Bearer ${key}` }),
    }
    const body = await encoded.arrayBuffer()
    const response = await fetch(`${url.replace(/\/$/, '')}/audio/transcriptions`, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal,
    })
    if (!response.ok) throw new AsrFault(faultOfStatus(response.status), `the server answered ${response.status}`)
    const parsed = answer.safeParse(await response.json().catch(() => null))
    if (!parsed.success) throw new AsrFault('broken', 'an answer of another form')
    return { text: parsed.data.text.trim(), confidence: null }
  } catch (error) {
    if (error instanceof AsrFault) throw error
    throw new AsrFault(signal.aborted ? 'timeout' : 'unreachable', String(error))
  }
}
