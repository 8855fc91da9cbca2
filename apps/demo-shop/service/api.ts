// The HTTP side of the business system: key, faults, operations, errors.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerOnce } from '../../kit/service/answer-once.ts'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Faults } from '../../kit/service/faults.ts'
import type { ShopContext } from './context.ts'
import { errorAnswer, refusals, ShopError } from './errors.ts'
import { openApiDocument } from './openapi.ts'
import { operations } from './operations.ts'

interface ApiOptions {
  shop: ShopContext
  faults: Faults
  apiKey: string
  reset(): void
}

export function registerApi(app: FastifyInstance, { shop, faults, apiKey, reset }: ApiOptions) {
  const checkKey = keyCheck(apiKey)
  app.get('/openapi.json', async () => openApiDocument(shop.baseUrl()))

  app.register(async (demo) => {
    demo.addHook('onRequest', checkKey)
    demo.setErrorHandler(answerError)
    demo.post('/__outage', async (request) => faults.set(request.body))
    demo.post('/__reset', async () => {
      reset()
      return { reset: true }
    })
  })

  app.register(
    async (api) => {
      api.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store')
        await faults.suffer()
      })
      api.addHook('onRequest', checkKey)
      api.setErrorHandler(answerError)
      api.setNotFoundHandler(async (_request, reply) => send(reply, errorAnswer('not_found')))
      for (const operation of operations) {
        api.route({
          method: operation.method,
          url: operation.path.replace('/api', '').replace(/\{(\w+)\}/g, ':$1'),
          handler: async (request, reply) =>
            send(
              reply,
              answerOnce(refusals, shop, {
                operation,
                key: request.headers['idempotency-key']?.toString(),
                params: request.params as Record<string, string>,
                query: request.query,
                body: request.body,
              }),
            ),
        })
      }
    },
    { prefix: '/api' },
  )
}

function keyCheck(apiKey: string) {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const expected = digest(`Bearer ${apiKey}`)
  return async (request: FastifyRequest) => {
    const given = digest(request.headers.authorization ?? '')
    if (!timingSafeEqual(given, expected)) throw new ShopError('unauthorized')
  }
}

function answerError(error: FastifyError | ServiceError, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof ServiceError) return send(reply, errorAnswer(error.code, error.detail))
  if (error.statusCode === 413) return send(reply, errorAnswer('too_large'))
  if (error.statusCode === 415) return send(reply, errorAnswer('unsupported'))
  if (error.statusCode && error.statusCode < 500) return send(reply, errorAnswer('invalid'))
  request.log.error(error)
  return send(reply, errorAnswer('internal'))
}

function send(reply: FastifyReply, { status, body }: { status: number; body: unknown }) {
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  if (status === 503) reply.header('retry-after', '30')
  return reply.code(status).send(body)
}
