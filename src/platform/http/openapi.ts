import { z } from 'zod'
import { ERRORS } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'

/** The OpenAPI 3.1 description of the route table; nothing in it is written by hand twice. */
export function openApi(routes: Route[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][route.method.toLowerCase()] = operation(route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Yinghe API',
      version,
      description:
        'Bearer tokens: an API key of the console, or a widget token for the customer routes. Writing requests accept `Idempotency-Key`. Lists are paged by `limit` and `cursor`.',
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Error: {
          type: 'object',
          properties: {
            error: {
              type: 'object',
              properties: {
                code: { type: 'string', enum: Object.keys(ERRORS) },
                message: { type: 'string' },
                details: {},
              },
              required: ['code', 'message'],
            },
          },
          required: ['error'],
        },
      },
    },
    paths,
  }
}

/** The route that serves the description of all others. */
export const openApiRoute = (table: Route[], version: string): Route =>
  route({
    method: 'GET',
    path: '/api/openapi.json',
    access: 'public',
    tag: 'api',
    summary: 'This description.',
    response: z.record(z.string(), z.unknown()),
    handle: async () => openApi(table, version),
  })

function operation(route: Route) {
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.tag],
    ...(route.access === 'public' ? {} : { security: [{ bearer: [] }] }),
    'x-access': route.access,
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...requestBody(route),
    responses: {
      200: {
        description: 'OK',
        content: route.response ? { 'application/json': { schema: json(route.response, 'output') } } : { '*/*': {} },
      },
      default: {
        description: 'An error of the catalogue',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

export function operationId(route: Route): string {
  const words = route.path
    .replace(/^\/api\//, '')
    .split(/[/\-.]/)
    .map((word) => (word.startsWith(':') ? `by-${word.slice(1)}` : word))
  return [route.method.toLowerCase(), ...words].join('-').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function requestBody(route: Route) {
  if (route.upload) {
    const schema = { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
  }
  return route.body
    ? { requestBody: { required: true, content: { 'application/json': { schema: json(route.body, 'input') } } } }
    : {}
}

function parameters(schema: z.ZodType | undefined, where: 'path' | 'query') {
  if (!schema) return []
  const shape = json(schema, 'input') as { properties?: Record<string, object>; required?: string[] }
  return Object.entries(shape.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (shape.required ?? []).includes(name),
    schema: property,
  }))
}

const json = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
