import { z } from 'zod'
import { type IflytekKeys, iflytekFault, signAddress } from '#engines/iflytek/sign-address.ts'
import { type TtsEngine, TtsFault } from '#engines/tts/contract.ts'
import { speakOverSocket } from '#engines/tts/socket-speech.ts'

const ADDRESS = 'wss://tts-api.xfyun.cn/v2/tts'
const RATE = 16_000
const LONGEST_BYTES = 8000
const USUAL_VOICE = 'x4_xiaoyan'

const answer = z.object({
  code: z.number(),
  message: z.string().optional(),
  data: z.object({ audio: z.string().nullish(), status: z.number() }).nullish(),
})

/** iFlytek's online voices (TTS v2). */
export function openIflytekTts(keys: IflytekKeys & { voice: string }): TtsEngine {
  return {
    id: 'iflytek',
    title: { zh: '讯飞语音合成', en: 'iFlytek voices' },
    languages: ['zh', 'en'],
    variant: keys.voice,
    lacking: () => (keys.appId && keys.apiKey && keys.apiSecret ? null : 'no-key'),
    speak(text, { voice, speed, signal }) {
      const bytes = Buffer.from(text)
      if (bytes.length >= LONGEST_BYTES) throw new TtsFault('not-able', 'a sentence of 8000 bytes or more')
      const begin = JSON.stringify({
        common: { app_id: keys.appId },
        business: {
          aue: 'raw',
          auf: `audio/L16;rate=${RATE}`,
          vcn: voice || keys.voice || USUAL_VOICE,
          tte: 'UTF8',
          // 50 is the usual speed, 0 half of it, 100 twice.
          speed: Math.round(Math.min(100, Math.max(0, 50 + 50 * Math.log2(speed)))),
          volume: 50,
          pitch: 50,
        },
        data: { status: 2, text: bytes.toString('base64') },
      })
      return speakOverSocket(
        {
          address: async () => ({ url: signAddress(keys.url || ADDRESS, keys) }),
          begin,
          rate: RATE,
          text(message) {
            const { code, message: why, data } = answer.parse(JSON.parse(message))
            if (code !== 0) return { fault: new TtsFault(iflytekFault(code), `${code} ${why ?? ''}`) }
            return { pcm: Buffer.from(data?.audio ?? '', 'base64'), done: data?.status === 2 }
          },
        },
        signal,
      )
    },
    async close() {},
  }
}
