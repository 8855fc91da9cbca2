// The OpenAPI 3.1 document of a service, made from its operations. The fault switch is left out: it belongs to the
// demo, not to the business.
import { z } from 'zod'
import { statusOf } from '../kit/service/errors.ts'
import { type DemoService, errorBody, type Operation } from './contract.ts'

export function openApiDocument(service: DemoService, baseUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of service.operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: describe(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: service.title,
      version: '1.0.0',
      description:
        'POST and PUT accept Idempotency-Key: the same key with the same request gets the same answer, with another request 422 idempotency_mismatch.',
    },
    servers: [{ url: baseUrl }],
    security: [{ apiKey: [] }],
    paths,
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
  }
}

function describe(operation: Operation) {
  const codes = [
    ...operation.errors,
    ...['unauthorized', 'unavailable'],
    ...(operation.body || operation.query ? ['invalid'] : []),
    ...(operation.method === 'GET' ? [] : ['too_large', 'idempotency_mismatch']),
  ]
  const responses = [...new Set(codes.map(statusOf))].sort().map((status) => [
    status,
    {
      description: [...new Set(codes.filter((code) => statusOf(code) === status))].join(', '),
      content: json(errorBody),
    },
  ])
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    parameters: parametersOf(operation),
    ...(operation.body && { requestBody: { required: true, content: json(operation.body) } }),
    responses: {
      [operation.status]: { description: 'Done', content: json(operation.answer) },
      ...Object.fromEntries(responses),
    },
  }
}

function json(model: z.ZodType) {
  const { $schema: _, ...schema } = z.toJSONSchema(model, { io: 'input', unrepresentable: 'any' })
  return { 'application/json': { schema } }
}

function parametersOf(operation: Operation) {
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(operation.query?.shape ?? {}).map(([name, model]) => ({
    name,
    in: 'query',
    required: !(model as z.ZodType).safeParse(undefined).success,
    schema: { type: 'string' },
  }))
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }
  return [...inPath, ...inQuery, ...(operation.method === 'GET' ? [] : [key])]
}
