import { join } from 'node:path'
import { openWebTokens } from '#channels/web/token.ts'
import { openConversations } from '#conversations/change.ts'
import { openReadMarks } from '#conversations/read-marks.ts'
import { openDoor } from '#customers/address-blocks.ts'
import { openBlocks } from '#customers/blocks.ts'
import { openCallers } from '#customers/callers.ts'
import type { VectorSource } from '#engines/embedding/contract.ts'
import { openOnnx } from '#engines/embedding/onnx/open-onnx.ts'
import { openEmbedding } from '#engines/embedding/open-embedding.ts'
import { fromEndpoint } from '#engines/embedding/openai-embeddings.ts'
import { openSpeech } from '#engines/speech/open-speech.ts'
import { recordAudit } from '#governance/record-audit.ts'
import { openPacks } from '#packs/open-packs.ts'
import type { Config } from '#platform/config.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openDatabase } from '#platform/db/open.ts'
import { openFiles } from '#platform/files/store.ts'
import { openMetrics } from '#platform/http/metrics.ts'
import { newId } from '#platform/id.ts'
import { openTail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'
import { openNodes } from '#platform/nodes.ts'
import { openFanout } from '#platform/realtime/fanout.ts'
import { openHub } from '#platform/realtime/hub.ts'
import { readSecrets } from '#platform/settings/secrets.ts'
import { takeFirstStart } from '../../database/first-start.ts'
import { seedIfEmpty } from '../../database/seed/seed.ts'
import { EVENTS } from './events.ts'
import { openLanguageModel } from './open-answers.ts'

export const ROOT = join(import.meta.dirname, '..', '..')
const PACKS = join(ROOT, 'packs')

export type Core = Awaited<ReturnType<typeof openCore>>

/** Database, secrets, ledger, realtime and the folders that need nothing but these. */
export async function openCore(config: Config, log: Log) {
  if (!config.DATABASE_URL) await takeFirstStart(config.DATA_DIR)
  const database = await openDatabase({ url: config.DATABASE_URL, dataDir: config.DATA_DIR })
  await migrate(database)
  if (config.YINGHE_DEMO === 'on') await seedIfEmpty(database, log)
  const packs = await openPacks({
    database,
    within: [PACKS, config.PACKS_DIR],
    dataDir: config.DATA_DIR,
    first: ['ecommerce'],
    log,
  })
  const secrets = await readSecrets(database.db, { identity: config.IDENTITY_SECRET })
  const node = newId()
  const fanout = await openFanout(database, config.REDIS_URL, log)
  const tail = await openTail(database, log)
  const hub = openHub({ database, tail, fanout, definitions: EVENTS })
  const metrics = openMetrics()
  metrics.gauge('yinghe_sockets', 'Connected browsers', hub.size)
  const llm = await openLanguageModel(config, { database, tail, metrics, log })
  const speech = await openSpeech({
    ...{ database, tail, log },
    registry: metrics.registry,
    audit: recordAudit,
    secret: secrets.session,
    dataDir: config.DATA_DIR,
    modelsDir: config.YINGHE_MODELS,
  })
  const embedding = openEmbedding({ database, log, source: await vectorSource(config, log) })
  return {
    config,
    log,
    llm,
    embedding,
    speech,
    database,
    packs,
    secrets,
    fanout,
    tail,
    hub,
    metrics,
    /** Known once the server listens. */
    address: { url: config.PUBLIC_URL, shop: '' },
    node,
    nodes: openNodes({ database, id: node, secret: secrets.session }),
    tokens: openWebTokens(secrets),
    files: openFiles(database.db, join(config.DATA_DIR, 'files'), secrets.session),
    conversations: openConversations(database),
    readMarks: openReadMarks(database, log),
    callers: openCallers(database),
    isBlocked: await openBlocks(database, tail),
    door: await openDoor(database, tail, secrets.session),
  }
}

/** A folder that cannot be used is told and left alone: search goes on by words. */
async function vectorSource(config: Config, log: Log): Promise<VectorSource | null> {
  if (!config.YINGHE_EMBEDDING_DIR) {
    return fromEndpoint({
      url: config.YINGHE_EMBEDDING_URL,
      key: config.YINGHE_EMBEDDING_KEY,
      model: config.YINGHE_EMBEDDING_MODEL,
    })
  }
  try {
    return await openOnnx(config.YINGHE_EMBEDDING_DIR)
  } catch (error) {
    log.error({ why: String(error) }, 'YINGHE_EMBEDDING_DIR holds no usable model; search goes on by words')
    return null
  }
}
