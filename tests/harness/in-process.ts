import { readConfig } from '#platform/config.ts'
import { openLog } from '#platform/log.ts'
import { type Server, startServer } from '../../src/server.ts'
import { fillPrepared } from './prepared.ts'
import { IDENTITY_SECRET } from './start-server.ts'
import { newStorage, type Storage } from './storage.ts'

/** The whole product in this process, so that a test can read its route table. */
export async function startInProcess(
  kind: Storage['kind'],
  env: Record<string, string> = {},
): Promise<Server & { stop(): Promise<void> }> {
  const storage = await newStorage(kind)
  const settings = {
    ...storage.env,
    HOST: '127.0.0.1',
    PORT: '0',
    DEMO_PORT: '0',
    YINGHE_DEMO: 'on',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'fatal',
    IDENTITY_SECRET,
    ...env,
  }
  await fillPrepared(settings)
  const config = readConfig(settings)
  const server = await startServer(config, { log: openLog('fatal') })
  return {
    ...server,
    stop: async () => {
      await server.close()
      await storage.remove()
    },
  }
}
