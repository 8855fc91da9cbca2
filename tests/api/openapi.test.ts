import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { z } from 'zod'
import type { Route } from '#platform/http/route.ts'
import { ask, call } from '../harness/call.ts'
import { type ChatClient, openChat } from '../harness/chat-client.ts'
import { identityToken } from '../harness/identity.ts'
import { startInProcess } from '../harness/in-process.ts'
import { inputSchema, pathWith, sampleOf, titleOf } from '../harness/sample.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

type Operation = {
  operationId: string
  summary: string
  tags: string[]
  parameters: { name: string; in: string; schema: object }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { content?: Record<string, { schema?: object }> }>
}
type Document = { openapi: string; paths: Record<string, Record<string, Operation>>; components: object }

let server: Awaited<ReturnType<typeof startInProcess>>
let chief: TeamClient
let chat: ChatClient
let document: Document
before(async () => {
  server = await startInProcess(KIND)
  chief = await signIn(server.url, 'admin')
  chat = await openChat(server.url, { identityToken: await identityToken('c-lin') })
  await chat.say('你好', { wait: true })
  document = await ask<Document>(server.url, '/api/openapi.json')
})
after(() => server?.stop())

const operationOf = (route: Route) =>
  document.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]

test('the document describes every route, and nothing else', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
  const served = server.routes.filter((route) => route.path !== '/api/openapi.json' || operationOf(route)).map(titleOf)
  assert.deepEqual(described.sort(), served.sort())
  assert.deepEqual(
    server.routes.map(titleOf).filter((title, n, all) => all.indexOf(title) !== n),
    [],
  )
})

test('every route lives under /api', () => {
  assert.deepEqual(server.routes.filter(({ path }) => !path.startsWith('/api/')).map(titleOf), [])
})

test('every operation has a name of its own, a sentence, a tag, its parameters and the shape of its answer', () => {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  const names = operations.map(({ operationId }) => operationId)
  assert.equal(new Set(names).size, names.length)
  for (const route of server.routes) {
    const operation = operationOf(route)
    if (!operation) continue
    const title = titleOf(route)
    assert.match(operation.summary, /^[A-Z].*\.$/, `${title}: a sentence`)
    assert.equal(operation.tags.length, 1, title)
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
    assert.deepEqual(
      inPath,
      [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name),
      title,
    )
    const [content] = Object.entries(operation.responses['200']?.content ?? {})
    assert.ok(content, title)
    if (content[0] === 'application/json') assert.ok(content[1].schema, title)
    assert.ok(operation.responses.default, title)
  }
})

test('the answers of real calls are what the document says', async () => {
  const headersFor = (route: Route) => (route.access === 'customer' ? chat.auth : chief.headers)
  const wrong: string[] = []
  let checked = 0
  const check = async (route: Route, path: string, options: { body?: unknown } = {}) => {
    const answer = await call(server.url, path, { method: route.method, headers: headersFor(route), ...options })
    if (answer.status !== 200 || !route.response) return
    checked++
    const result = strictly(route.response).safeParse(answer.json)
    if (!result.success)
      wrong.push(
        `${titleOf(route)}: ${result.error.issues
          .map((issue) => `${issue.path.join('.')} ${issue.message}`)
          .slice(0, 3)
          .join('; ')}`,
      )
  }
  const reads = server.routes.filter(({ method, path }) => method === 'GET' && !path.includes(':'))
  for (const route of reads) await check(route, `${route.path}${queryFor(route)}`)
  for (const route of server.routes.filter(({ method, path }) => method === 'GET' && path.includes(':'))) {
    await check(route, `${await existing(route)}${queryFor(route)}`)
  }
  const harmless = (route: Route) =>
    route.method === 'POST' && route.body && !route.upload && !/session|setup/.test(route.path)
  for (const route of server.routes.filter(harmless)) {
    await check(route, pathWith(route), { body: sampleOf(inputSchema(route.body!)) })
  }
  assert.deepEqual(wrong, [])
  assert.ok(checked >= 25, `${checked} answers were compared`)
})

/** What the schema does not name must not be sent either. */
const strictly = (schema: z.ZodType): z.ZodType => ('strict' in schema ? (schema as z.ZodObject).strict() : schema)

function queryFor(route: Route): string {
  const { required = [], properties = {} } = route.query ? inputSchema(route.query) : {}
  const query = required.map((name) => [name, name === 'customerId' ? chat.id : String(sampleOf(properties[name]!))])
  return query.length ? `?${new URLSearchParams(query)}` : ''
}

async function existing(route: Route): Promise<string> {
  const list = route.path.slice(0, route.path.indexOf('/:'))
  const headers = route.access === 'customer' ? chat.auth : chief.headers
  const answer = await waitFor(() => call(server.url, list, { headers }), 'the list')
  const { items = [] } = (answer.json ?? {}) as { items?: { id: string }[] }
  return route.path.replace(/:\w+/, encodeURIComponent(items[0]?.id ?? 'HM10001001'))
}
