import { join } from 'node:path'
import type { Registry } from 'prom-client'
import { type Asr, openAsr } from '#engines/asr/open-asr.ts'
import type { SpokenLanguage } from '#engines/audio.ts'
import { buildEngines, type Engines, openLocalEngines } from '#engines/speech/build-engines.ts'
import {
  type EngineStatus,
  type HearTrial,
  SPEECH_FIELDS,
  type SpeakTrial,
  type SpeechKind,
  type SpeechPlan,
  type SpeechView,
} from '#engines/speech/contract.ts'
import { type Audit, openStored, type Stored, type Who } from '#engines/speech/stored-settings.ts'
import { tryHearing, trySpeaking } from '#engines/speech/try-engine.ts'
import { openTts, type Tts } from '#engines/tts/open-tts.ts'
import { openPromptCache } from '#engines/tts/prompt-cache.ts'
import type { VadEngine } from '#engines/vad/contract.ts'
import { openVad } from '#engines/vad/open-vad.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'
import { openSeal } from '#platform/settings/seal.ts'

export type SpeechDeps = {
  database: Database
  tail: Tail | null
  log: Log
  registry: Registry | null
  audit: Audit
  /** The installation's secret; keys and kept sentences are encrypted with what is made of it. */
  secret: string
  dataDir: string
  /** Folder of installed models; empty means `models` in the data folder. */
  modelsDir: string
}

/** All of speech: who hears, who speaks, who tells speech from noise, and what the console may know and change. */
export type Speech = {
  asr: Asr
  tts: Tts
  vad: VadEngine
  view(): SpeechView
  changePlan(plan: SpeechPlan, who: Who): Promise<void>
  changeFields(provider: string, fields: Record<string, string>, who: Who): Promise<void>
  trySpeaking(
    id: string,
    asked: { text: string; language: SpokenLanguage; voice: string; speed: number },
  ): Promise<SpeakTrial>
  tryHearing(id: string, asked: { pcm: Buffer; language: SpokenLanguage; phrases: string[] }): Promise<HearTrial>
  purge(): Promise<void>
  close(): Promise<void>
}

export async function openSpeech(deps: SpeechDeps): Promise<Speech> {
  const { database, tail, log, registry, audit, secret, dataDir } = deps
  const local = openLocalEngines(deps.modelsDir || join(dataDir, 'models'))
  let engines: Engines = buildEngines({}, local)
  let stored: Stored | null = null
  let wake = () => {}
  const changed = () => {
    if (stored) engines = buildEngines(stored.fields(), local)
    wake()
  }
  stored = await openStored({ database, tail, seal: openSeal(secret, 'speech keys'), audit, changed })
  changed()
  const { plan, fields, changePlan, changeFields } = stored
  const inUse = <T>(kind: SpeechKind, all: Map<string, T>): T[] =>
    plan()
      .order[kind].filter((id) => !plan().off[kind].includes(id))
      .flatMap((id) => all.get(id) ?? [])
  const cache = await openPromptCache({
    dir: join(dataDir, 'prompts'),
    secret,
    seal: openSeal(secret, 'kept sentences'),
    log,
  })
  const asr = openAsr({ engines: () => inUse('asr', engines.asr), log, registry })
  const tts = openTts({ engines: () => inUse('tts', engines.tts), cache, log, registry })
  const vad = openVad({ log })
  wake = () => {
    asr.wakeAll()
    tts.wakeAll()
  }
  return {
    asr,
    tts,
    vad,
    view: () => ({
      vad: vad.id === 'silero' ? 'silero' : 'energy',
      asr: statuses(plan(), 'asr', engines.asr, asr.engines()),
      tts: statuses(plan(), 'tts', engines.tts, tts.engines()),
      providers: Object.entries(SPEECH_FIELDS).map(([id, wanted]) => ({
        id,
        fields: wanted.map(({ name, secret: hidden = false }) => {
          const value = fields()[id]?.[name] ?? ''
          return { name, secret: hidden, isSet: value !== '', value: hidden ? '' : value }
        }),
      })),
    }),
    changePlan,
    changeFields,
    trySpeaking: (id, asked) => trySpeaking(found(engines.tts.get(id)), asked),
    tryHearing: (id, asked) => tryHearing(found(engines.asr.get(id)), asked),
    purge: cache.purge,
    async close() {
      await asr.close()
      await tts.close()
      // Those that are switched off may have been tried.
      for (const engine of [...local.asr, ...local.tts]) await engine.close()
      await vad.close()
    },
  }
}

function found<T>(engine: T | undefined): T {
  if (!engine) throw new AppError('not_found')
  return engine
}

/** In the order of the plan, those that are switched off among them. */
function statuses(
  plan: SpeechPlan,
  kind: SpeechKind,
  all: Map<string, { id: string; title: { zh: string; en: string }; lacking(): string | null }>,
  active: EngineStatus[],
): EngineStatus[] {
  return plan.order[kind].flatMap((id) => {
    const engine = all.get(id)
    if (!engine) return []
    const status = active.find((one) => one.id === id)
    if (status) return [status]
    const unused = { triesAgainAt: null, asked: 0, failed: 0, p50Ms: null, p95Ms: null, lastFault: null }
    return [{ id, title: engine.title, state: 'off' as const, lacking: engine.lacking(), ...unused }]
  })
}
