import type { OpenAiKeys } from '#engines/asr/openai.ts'
import type { AudioFrame } from '#engines/audio.ts'
import { openFramer } from '#engines/resample.ts'
import { faultOfStatus } from '#engines/socket-talk.ts'
import { type TtsEngine, TtsFault } from '#engines/tts/contract.ts'
import { openSamples } from '#engines/tts/socket-speech.ts'

/** `pcm` is 24 kHz, 16 bits, without a header. */
const RATE = 24_000
const USUAL_VOICE = 'alloy'

/** `POST /audio/speech` of any OpenAI-compatible server, played as it comes. */
export function openOpenAiTts(keys: OpenAiKeys & { voice: string }): TtsEngine {
  return {
    id: 'openai',
    title: { zh: 'OpenAI 兼容语音合成', en: 'OpenAI-compatible voices' },
    languages: ['zh', 'yue', 'en'],
    variant: `${keys.model} ${keys.voice}`,
    lacking: () => (!keys.url ? 'no-address' : keys.model ? null : 'no-model-name'),
    speak: (text, { voice, speed, signal }) =>
      speak(keys, { input: text, voice: voice || keys.voice || USUAL_VOICE, speed }, signal),
    async close() {},
  }
}

type Asked = { input: string; voice: string; speed: number }

async function* speak({ url, key, model }: OpenAiKeys, asked: Asked, signal: AbortSignal): AsyncGenerator<AudioFrame> {
  if (signal.aborted) return
  try {
    const response = await fetch(`${url.replace(/\/$/, '')}/audio/speech`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({ model, ...asked, response_format: 'pcm' }),
      redirect: 'error',
      signal,
    })
    if (!response.ok) {
      await response.body?.cancel()
      throw new TtsFault(faultOfStatus(response.status), `the server answered ${response.status}`)
    }
    const framer = openFramer(RATE)
    const samples = openSamples()
    for await (const bytes of response.body ?? [])
      for (const frame of framer.push(samples(bytes))) {
        if (signal.aborted) return
        yield frame
      }
    yield* framer.end()
  } catch (error) {
    if (signal.aborted) return
    throw error instanceof TtsFault ? error : new TtsFault('unreachable', String(error))
  }
}
