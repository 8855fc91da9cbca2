import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SpeechPlan, SpeechView } from '#engines/speech/contract.ts'
import { readConfig } from '#platform/config.ts'
import { createApiKey } from '#team/api-key.ts'
import { type Server, startServer } from '../../src/server.ts'
import { fillPrepared } from '../harness/prepared.ts'

export const IDENTITY_SECRET = 'the-secret-of-the-dialogue-tests-0123456789'
const SHOP_KEY = 'the-shop-key-of-the-dialogue-tests'
const PERMISSIONS = [
  'conversations.read',
  'conversations.read-all',
  'conversations.assign',
  'conversations.reply',
  'packs.read',
  'packs.manage',
  'settings.write',
] as const

export type Stage = {
  server: Server
  /** API key of somebody who may read all conversations. */
  supervisor: string
  /** Address of the pack's demo service; empty for the shop's pack. */
  service: string
  /** Reads from the shop or a demo service. */
  ask(address: string): Promise<unknown>
  /** The shop and the service as on the first day. */
  reset(): Promise<void>
  outage(mode: 'off' | 'down' | 'slow'): Promise<void>
  close(): Promise<void>
}

/** The whole product with one pack besides the base, its demo service running and its model trained. */
export async function openStage(pack: string): Promise<Stage> {
  const dir = mkdtempSync(join(tmpdir(), 'yinghe-dialogues-'))
  const env = {
    DATA_DIR: dir,
    DATABASE_URL: '',
    YINGHE_DEMO: 'on',
    PORT: '0',
    DEMO_PORT: '0',
    LOG_LEVEL: 'error',
    RATE_LIMITS: 'off',
    IDENTITY_SECRET,
    BUSINESS_API_KEY: SHOP_KEY,
  }
  await fillPrepared(env)
  const server = await startServer(readConfig(env))
  const supervisor = await keyOf(server)
  if (pack !== 'ecommerce') await replaceShop(server, supervisor, pack)
  await silence(server, supervisor)
  const service = pack === 'ecommerce' ? '' : server.service(pack)
  const switches = [server.shop, service].filter(Boolean)
  const tell = async (base: string, path: string, body: unknown) => {
    const { ok, status } = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SHOP_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!ok) throw new Error(`${base}${path} answered ${status}`)
  }
  return {
    server,
    supervisor,
    service,
    ask: async (address) => (await fetch(address, { headers: { authorization: `Bearer ${SHOP_KEY}` } })).json(),
    async reset() {
      for (const base of switches) {
        await tell(base!, '/__reset', {})
        await tell(base!, '/__outage', { mode: 'off' })
      }
    },
    async outage(mode) {
      for (const base of switches) await tell(base!, '/__outage', { mode })
    },
    async close() {
      await server.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Whoever calls is spoken to by his own browser's voice, which takes no time here. */
async function silence(server: Server, key: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const view = (await (await fetch(`${server.url}/api/speech`, { headers })).json()) as SpeechView
  const [asr, tts] = [view.asr, view.tts].map((engines) => engines.map(({ id }) => id)) as [string[], string[]]
  const body = JSON.stringify({ order: { asr, tts }, off: { asr: [], tts } } satisfies SpeechPlan)
  const { ok, status } = await fetch(`${server.url}/api/speech/plan`, { method: 'PUT', headers, body })
  if (!ok) throw new Error(`the plan of speech was refused: ${status}`)
}

/** Installs the pack in place of the shop's, as an administrator does in the console. */
async function replaceShop(server: Server, key: string, pack: string): Promise<void> {
  const call = async (path: string) => {
    const response = await fetch(`${server.url}/api/packs${path}`, {
      method: path === '' ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}` },
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(`/api/packs${path}: ${JSON.stringify(answer)}`)
    return answer as { training?: boolean }
  }
  // The other way round a model of both would be trained first.
  await call('/ecommerce/remove')
  await call(`/${pack}/install`)
  while ((await call('')).training) await new Promise((done) => setTimeout(done, 300))
}

async function keyOf(server: Server): Promise<string> {
  const wanted = { name: 'dialogues', permissions: [...PERMISSIONS] }
  const by = { actor: 'user:admin', ip: '', permissions: new Set(wanted.permissions) }
  const made = await server.database.transaction((tx) => createApiKey(tx, async () => undefined, wanted, by))
  return made.key
}
