import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { AppError } from '#platform/errors.ts'

export type Metrics = { registry: Registry; gauge: (name: string, help: string, read: () => number) => void }

/** Prometheus metrics of this process: default ones, request times by route, and the gauges that modules add. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    gauge: (name, help, read) => {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read())
        },
      })
    },
  }
}

/** Times every request and serves /metrics to this machine, or to whoever holds the token. */
export function mountMetrics(app: FastifyInstance, metrics: Metrics, token: string): void {
  const seconds = new Histogram({
    name: 'yinghe_http_request_seconds',
    help: 'Time to answer, by route and status class',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers: [metrics.registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status },
      reply.elapsedTime / 1000,
    )
  })
  app.get('/metrics', async (request, reply) => {
    const local = !token && /^(127\.|::1$|::ffff:127\.)/.test(request.ip)
    if (!local && !(token && sameText(request.headers.authorization ?? '', `Bearer ${token}`)))
      throw new AppError('unauthorized')
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
