// The HTTP side of one service: key, faults, operations, errors.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerOnce } from '../kit/service/answer-once.ts'
import { errorAnswer, ServiceError } from '../kit/service/errors.ts'
import type { Faults } from '../kit/service/faults.ts'
import type { DemoService, ServiceContext } from './contract.ts'
import { openApiDocument } from './openapi.ts'

interface Parts {
  service: DemoService
  context: ServiceContext
  faults: Faults
  apiKey: string
  baseUrl(): string
  reset(): void
}

/** Mounts a service under `/ID`, with its description, and the switches of demos and tests. */
export function registerService(app: FastifyInstance, parts: Parts) {
  const { service, context, faults } = parts
  const checkKey = keyCheck(parts.apiKey)
  const send = (reply: FastifyReply, { status, body }: { status: number; body: unknown }) => {
    if (status === 503) reply.header('retry-after', '30')
    return reply.code(status).send(body)
  }
  const answerError = (error: FastifyError | ServiceError, _request: FastifyRequest, reply: FastifyReply) => {
    if (error instanceof ServiceError) return send(reply, errorAnswer(service.refusals, error.code, error.detail))
    if (error.statusCode === 413) return send(reply, errorAnswer(service.refusals, 'too_large'))
    if (error.statusCode === 415) return send(reply, errorAnswer(service.refusals, 'unsupported'))
    if (error.statusCode && error.statusCode < 500) return send(reply, errorAnswer(service.refusals, 'invalid'))
    process.stderr.write(`demo service ${service.id}: ${error.stack}\n`)
    return send(reply, errorAnswer(service.refusals, 'internal'))
  }
  app.register(
    async (root) => {
      root.setErrorHandler(answerError)
      root.get('/openapi.json', async () => openApiDocument(service, `${parts.baseUrl()}/${service.id}`))
      root.register(async (demo) => {
        demo.addHook('onRequest', checkKey)
        demo.post('/__outage', async (request) => faults.set(request.body))
        demo.post('/__reset', async () => {
          parts.reset()
          return { reset: true }
        })
      })
      root.register(async (api) => {
        api.addHook('onRequest', async (_request, reply) => {
          reply.header('cache-control', 'no-store')
          await faults.suffer()
        })
        api.addHook('onRequest', checkKey)
        for (const operation of service.operations) {
          api.route({
            method: operation.method,
            url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
            handler: async (request, reply) =>
              send(
                reply,
                answerOnce(service.refusals, context, {
                  operation,
                  key: request.headers['idempotency-key']?.toString(),
                  params: request.params as Record<string, string>,
                  query: request.query,
                  body: request.body,
                }),
              ),
          })
        }
      })
    },
    { prefix: `/${service.id}` },
  )
}

function keyCheck(apiKey: string) {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const expected = digest(`Bearer ${apiKey}`)
  return async (request: FastifyRequest) => {
    const given = digest(request.headers.authorization ?? '')
    if (!timingSafeEqual(given, expected)) throw new ServiceError('unauthorized')
  }
}
