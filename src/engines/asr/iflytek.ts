import { z } from 'zod'
import { type AsrEngine, AsrFault, type AsrOptions } from '#engines/asr/contract.ts'
import { type Dialect, openSocketStream } from '#engines/asr/socket-stream.ts'
import { type IflytekKeys, iflytekFault, signAddress } from '#engines/iflytek/sign-address.ts'

const ADDRESS = 'wss://iat-api.xfyun.cn/v2/iat'
/** 40 ms of sound; sound that waited goes out four times as fast as it was said. */
const PIECE_BYTES = 1280
const EVERY_MS = 10

const answer = z.object({
  code: z.number(),
  message: z.string().optional(),
  data: z
    .object({
      status: z.number().optional(),
      result: z
        .object({
          sn: z.number(),
          pgs: z.enum(['apd', 'rpl']).optional(),
          rg: z.tuple([z.number(), z.number()]).optional(),
          ws: z.array(z.object({ cw: z.array(z.object({ w: z.string() })) })),
        })
        .optional(),
    })
    .nullish(),
})

/** iFlytek's streaming dictation (IAT v2). */
export function openIflytekAsr(keys: IflytekKeys): AsrEngine {
  return {
    id: 'iflytek',
    title: { zh: '讯飞语音听写', en: 'iFlytek dictation' },
    capabilities: {
      streaming: true,
      open: true,
      grammar: false,
      hotWords: false,
      feeling: false,
      languages: ['zh', 'yue', 'en'],
    },
    lacking: () => (keys.appId && keys.apiKey && keys.apiSecret ? null : 'no-key'),
    open: (options) => openSocketStream(dialect(keys, options)),
    async close() {},
  }
}

function dialect(keys: IflytekKeys, { language }: AsrOptions): Dialect {
  const sentences = new Map<number, string>()
  let sent = 0
  const said = (status: 1 | 2, audio: Buffer) => ({
    data: { status, format: 'audio/L16;rate=16000', encoding: 'raw', audio: audio.toString('base64') },
  })
  const first = (audio: Buffer) => ({
    common: { app_id: keys.appId },
    business: {
      language: language === 'en' ? 'en_us' : 'zh_cn',
      domain: 'iat',
      accent: language === 'yue' ? 'cantonese' : 'mandarin',
      // Turn-taking decides when somebody has finished, not the server.
      vad_eos: 10_000,
      dwa: 'wpgs',
    },
    data: { ...said(1, audio).data, status: 0 },
  })
  return {
    address: async () => ({ url: signAddress(keys.url || ADDRESS, keys) }),
    begin: null,
    waits: false,
    pieceBytes: PIECE_BYTES,
    everyMs: EVERY_MS,
    sound: (piece) => JSON.stringify(sent++ === 0 ? first(piece) : said(1, piece)),
    end() {
      const empty = Buffer.alloc(0)
      if (sent === 0) return JSON.stringify({ ...first(empty), data: said(2, empty).data })
      return JSON.stringify(said(2, empty))
    },
    read(message) {
      const { code, message: why, data } = answer.parse(JSON.parse(message))
      if (code !== 0) return { fault: new AsrFault(iflytekFault(code), `${code} ${why ?? ''}`) }
      const result = data?.result
      if (result) {
        // A correction takes the place of the sentences it names.
        if (result.pgs === 'rpl' && result.rg) for (let i = result.rg[0]; i <= result.rg[1]; i++) sentences.delete(i)
        sentences.set(result.sn, result.ws.map(({ cw }) => cw[0]?.w ?? '').join(''))
      }
      const text = [...sentences]
        .sort(([a], [b]) => a - b)
        .map(([, part]) => part)
        .join('')
      return data?.status === 2 ? { recognised: { text, confidence: null } } : { partial: text }
    },
  }
}
