import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { ALIYUN_GATEWAY, type AliyunKeys, aliyunFault, openTokens, TokenFault } from '#engines/aliyun/token.ts'
import { type TtsEngine, TtsFault } from '#engines/tts/contract.ts'
import { speakOverSocket } from '#engines/tts/socket-speech.ts'

const RATE = 16_000
/** SpeechSynthesizer takes so many characters; sentences are shorter. */
const LONGEST = 300
const USUAL_VOICE = 'xiaoyun'

const answer = z.object({
  header: z.object({ name: z.string(), status: z.number(), status_text: z.string().optional() }),
})
const id = () => randomUUID().replaceAll('-', '')

/** Aliyun NLS, SpeechSynthesizer. */
export function openAliyunTts(keys: AliyunKeys & { voice: string }): TtsEngine {
  const token = openTokens(keys)
  return {
    id: 'aliyun',
    title: { zh: '阿里云语音合成', en: 'Aliyun voices' },
    languages: ['zh', 'en'],
    variant: keys.voice,
    lacking: () => (keys.appKey && keys.accessKeyId && keys.accessKeySecret ? null : 'no-key'),
    speak(text, { voice, speed, signal }) {
      if (text.length > LONGEST) throw new TtsFault('not-able', `a sentence of more than ${LONGEST} characters`)
      const begin = JSON.stringify({
        header: {
          message_id: id(),
          task_id: id(),
          namespace: 'SpeechSynthesizer',
          name: 'StartSynthesis',
          appkey: keys.appKey,
        },
        payload: {
          text,
          format: 'pcm',
          sample_rate: RATE,
          voice: voice || keys.voice || USUAL_VOICE,
          volume: 50,
          // 0 is the usual speed, -500 half of it, 500 twice.
          speech_rate: Math.round(Math.min(500, Math.max(-500, 500 * Math.log2(speed)))),
          pitch_rate: 0,
        },
      })
      return speakOverSocket(
        {
          async address() {
            const known = await token().catch((error: unknown) => {
              throw error instanceof TokenFault ? new TtsFault(error.why, error.message) : error
            })
            return { url: keys.url || ALIYUN_GATEWAY, headers: { 'X-NLS-Token': known } }
          },
          begin,
          rate: RATE,
          text(message) {
            const { header } = answer.parse(JSON.parse(message))
            if (header.name === 'TaskFailed' || header.status !== 20000000)
              return { fault: new TtsFault(aliyunFault(header.status), `${header.status} ${header.status_text ?? ''}`) }
            return header.name === 'SynthesisCompleted' ? { done: true } : null
          },
        },
        signal,
      )
    },
    async close() {},
  }
}
