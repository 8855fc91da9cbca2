import { join } from 'node:path'
import { openAliyunAsr } from '#engines/asr/aliyun.ts'
import type { AsrEngine } from '#engines/asr/contract.ts'
import { openFunasr } from '#engines/asr/funasr.ts'
import { openIflytekAsr } from '#engines/asr/iflytek.ts'
import { openOpenAiAsr } from '#engines/asr/openai.ts'
import { openPocketsphinx } from '#engines/asr/pocketsphinx/open-pocketsphinx.ts'
import { openSherpaAsr } from '#engines/asr/sherpa.ts'
import { openSherpaServer } from '#engines/asr/sherpa-server.ts'
import { findSherpaModels } from '#engines/sherpa/find-models.ts'
import type { SpeechFields } from '#engines/speech/contract.ts'
import { openAliyunTts } from '#engines/tts/aliyun.ts'
import type { TtsEngine } from '#engines/tts/contract.ts'
import { openEspeak } from '#engines/tts/espeak/open-espeak.ts'
import { openIflytekTts } from '#engines/tts/iflytek.ts'
import { openOpenAiTts } from '#engines/tts/openai.ts'
import { openSherpaTts } from '#engines/tts/sherpa.ts'

export type Engines = { asr: Map<string, AsrEngine>; tts: Map<string, TtsEngine> }

/** The engines that need no keys; they stay for the life of the server. */
export function openLocalEngines(modelsDir: string) {
  const { online, offline, voice } = findSherpaModels(modelsDir)
  return {
    asr: [
      openSherpaAsr('offline', offline),
      openSherpaAsr('online', online),
      openPocketsphinx(join(modelsDir, 'pocketsphinx')),
    ],
    tts: [openSherpaTts(voice), openEspeak()],
  }
}

/** All engines with the keys of now. Those of servers hold nothing, so they are made anew with each change. */
export function buildEngines(fields: SpeechFields, local: ReturnType<typeof openLocalEngines>): Engines {
  const field = (provider: string, name: string) => fields[provider]?.[name] ?? ''
  const [appId, apiKey, apiSecret] = ['appId', 'apiKey', 'apiSecret'].map((name) => field('iflytek', name))
  const iflytek = { appId: appId!, apiKey: apiKey!, apiSecret: apiSecret! }
  const aliyun = {
    accessKeyId: field('aliyun', 'accessKeyId'),
    accessKeySecret: field('aliyun', 'accessKeySecret'),
    appKey: field('aliyun', 'appKey'),
    url: field('aliyun', 'url'),
    tokenUrl: field('aliyun', 'tokenUrl'),
    vocabularyId: field('aliyun', 'vocabularyId'),
  }
  const openai = { url: field('openai', 'url'), key: field('openai', 'key') }
  const asr = [
    openIflytekAsr({ ...iflytek, url: field('iflytek', 'asrUrl') }),
    openAliyunAsr(aliyun),
    openFunasr({ url: field('funasr', 'url') }),
    openSherpaServer({ url: field('sherpa-online', 'url'), streaming: true }),
    openSherpaServer({ url: field('sherpa-offline', 'url'), streaming: false }),
    openOpenAiAsr({ ...openai, model: field('openai', 'asrModel') }),
    ...local.asr,
  ]
  const tts = [
    openIflytekTts({ ...iflytek, url: field('iflytek', 'ttsUrl'), voice: field('iflytek', 'voice') }),
    openAliyunTts({ ...aliyun, voice: field('aliyun', 'voice') }),
    openOpenAiTts({ ...openai, model: field('openai', 'ttsModel'), voice: field('openai', 'voice') }),
    ...local.tts,
  ]
  return { asr: new Map(asr.map((one) => [one.id, one])), tts: new Map(tts.map((one) => [one.id, one])) }
}
