import type { FastifyInstance } from 'fastify'
import type { Db } from '#platform/db/open.ts'
import { databaseAnswers } from '#platform/settings/queries.ts'

const CHECK_MS = 2000

/** /healthz: could a customer be answered now? /readyz: should a balancer send traffic here? */
export function mountHealth(app: FastifyInstance, deps: { db: Db; stopping: () => boolean }): void {
  const alive = async (): Promise<boolean> => {
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, CHECK_MS, false).unref())
    return Promise.race([databaseAnswers(deps.db).catch(() => false), late])
  }
  app.get('/healthz', async (_request, reply) => {
    const ok = await alive()
    return reply.status(ok ? 200 : 503).send({ status: ok ? 'ok' : 'database does not answer' })
  })
  app.get('/readyz', async (_request, reply) => {
    const ok = !deps.stopping() && (await alive())
    return reply
      .status(ok ? 200 : 503)
      .send({ status: ok ? 'ready' : deps.stopping() ? 'stopping' : 'database does not answer' })
  })
}
