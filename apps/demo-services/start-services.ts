// Puts the demo services together: one database each, all on one port.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Fastify from 'fastify'
import { createFaults } from '../kit/service/faults.ts'
import { openStore } from '../kit/service/store.ts'
import { registerService } from './api.ts'
import type { DemoService } from './contract.ts'
import { type ChatSettings, registerPage } from './page.ts'

export interface ServicesOptions {
  host?: string
  /** 0 takes any free port */
  port?: number
  /** folder of the SQLite files; left out: in memory */
  dataDir?: string
  apiKey: string
  /** where the chat is and the secret that signs who is looking; left out: no pages to try it */
  chat?: ChatSettings
  now?: () => Date
  /** left out: every folder here that has a `service.ts` */
  services?: DemoService[]
}

export interface RunningServices {
  url: string
  ids: string[]
  close(): Promise<void>
}

export async function startServices(options: ServicesOptions): Promise<RunningServices> {
  const services = options.services ?? (await findServices())
  const now = options.now ?? (() => new Date())
  const app = Fastify({ bodyLimit: 256 * 1024, forceCloseConnections: true })
  let url = ''
  const closers = services.map((service) => {
    const store = openStore(options.dataDir ? join(options.dataDir, `${service.id}.sqlite`) : ':memory:')
    const reset = () => {
      store.clear()
      store.transaction(() => service.seed(store, now()))
    }
    if (store.isEmpty()) reset()
    const faults = createFaults()
    registerService(app, {
      service,
      context: { store, now },
      faults,
      apiKey: options.apiKey,
      baseUrl: () => url,
      reset,
    })
    if (options.chat) registerPage(app, service, options.chat)
    return { stop: faults.stop, close: store.close }
  })
  url = await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 })
  return {
    url,
    ids: services.map((service) => service.id),
    async close() {
      for (const one of closers) one.stop()
      await app.close()
      for (const one of closers) one.close()
    },
  }
}

/** The services are found by their folders, so that a pack brings its own without a word elsewhere. */
export async function findServices(): Promise<DemoService[]> {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(import.meta.dirname, entry.name, 'service.ts')))
    .map((entry) => entry.name)
    .sort()
  return Promise.all(
    folders.map(async (name) => {
      const { service } = (await import(`./${name}/service.ts`)) as { service: DemoService }
      if (service.id !== name) throw new Error(`the service in ${name}/ calls itself ${service.id}`)
      return service
    }),
  )
}
