import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { SignJWT } from 'jose'
import { ERRORS, type ErrorCode } from '#platform/errors.ts'
import type { Route } from '#platform/http/route.ts'
import { type Answer, type Call, call } from '../harness/call.ts'
import { type ChatClient, openChat } from '../harness/chat-client.ts'
import { startInProcess } from '../harness/in-process.ts'
import { inputSchema, pathWith, sampleOf, titleOf, withEachText } from '../harness/sample.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'

let server: Awaited<ReturnType<typeof startInProcess>>
let chief: TeamClient
let agent: TeamClient
let operator: TeamClient
let chat: ChatClient
let routes: Route[]

before(async () => {
  server = await startInProcess(KIND)
  routes = server.routes
  ;[chief, agent, operator] = await Promise.all([
    signIn(server.url, 'admin'),
    signIn(server.url, 'lina'),
    signIn(server.url, 'qiu'),
  ])
  chat = await openChat(server.url)
  await chat.say('你好')
})
after(() => server?.stop())

/** Something that exists for the first parameter of these paths, so that a check reaches beyond "not found". */
async function idOf(route: Route): Promise<string> {
  const [, list] = /^(\/api\/(?:widget\/)?[\w-]+)\/:/.exec(route.path) ?? []
  const source = routes.find(({ method, path, response }) => method === 'GET' && path === list && response)
  if (!source) return 'nobody-at-all'
  const answer = await call(server.url, source.path, { headers: rightful(source) })
  const { items = [] } = (answer.json ?? {}) as { items?: { id?: string }[] }
  return items[0]?.id ?? 'nobody-at-all'
}

const send = (route: Route, headers: Record<string, string>, options: Call = {}) =>
  call(server.url, options.method ?? pathWith(route), {
    ...options,
    method: route.method,
    headers: { ...headers, ...options.headers },
  })

/** Who may call the route. */
const rightful = (route: Route): Record<string, string> => (route.access === 'customer' ? chat.auth : chief.headers)
const writes = (route: Route) => route.method !== 'GET' && route.method !== 'DELETE'
const hasJson = (route: Route) => writes(route) && route.body !== undefined && !route.upload
const validBody = (route: Route, text?: string) => sampleOf(inputSchema(route.body!), text)

/** An error of the catalogue in the envelope, with nothing of the server's inside in it. */
function checkError(answer: Answer, what: string): ErrorCode {
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/, what)
  const { error } = answer.json as { error: { code: ErrorCode; message: string } }
  assert.ok(error?.code in ERRORS, `${what}: ${answer.text.slice(0, 300)}`)
  assert.equal(answer.status, ERRORS[error.code][0], what)
  assert.ok(error.message, what)
  assert.doesNotMatch(answer.text, /node_modules|\.ts:\d|select |insert into|violates|syntax for type/i, what)
  return error.code
}

/** Runs the check for every route it concerns; one failure names its route and does not hide the others. */
async function forRoutes(concerns: (route: Route) => boolean, check: (route: Route, title: string) => Promise<void>) {
  const chosen = routes.filter(concerns)
  assert.ok(chosen.length > 0)
  const wrong: string[] = []
  for (const route of chosen) {
    await check(route, titleOf(route)).catch((error: unknown) =>
      wrong.push(error instanceof Error ? error.message : String(error)),
    )
  }
  assert.deepEqual(wrong, [])
}

const expect = (answer: Answer, title: string, ...codes: ErrorCode[]) => {
  const code = checkError(answer, title)
  assert.ok(codes.includes(code), `${title}: ${code}, not ${codes.join(' or ')}`)
}
const body = (route: Route): Call => (hasJson(route) ? { body: validBody(route) } : {})

describe('who asks', () => {
  test('nobody: 401 everywhere but on public routes', () =>
    forRoutes(
      ({ access }) => access !== 'public',
      async (route, title) => expect(await send(route, {}, body(route)), title, 'unauthorized'),
    ))

  test('a customer on a route of the team: 403', () =>
    forRoutes(
      ({ access }) => access !== 'public' && access !== 'customer',
      async (route, title) => expect(await send(route, chat.auth, body(route)), title, 'forbidden'),
    ))

  test('a team member on a route of customers: 403', () =>
    forRoutes(
      ({ access }) => access === 'customer',
      async (route, title) => expect(await send(route, chief.headers, body(route)), title, 'forbidden'),
    ))

  test('a role without the permission: 403', async () => {
    const may = async (team: TeamClient) =>
      new Set((await team.http<{ permissions: string[] }>('/api/session')).permissions)
    for (const team of [agent, operator]) {
      const permissions = await may(team)
      await forRoutes(
        ({ access }) => !['public', 'customer', 'signed-in'].includes(access) && !permissions.has(access),
        async (route, title) => expect(await send(route, team.headers, body(route)), title, 'forbidden'),
      )
    }
  })

  test('an API key may do only what it was made for', async () => {
    const { key } = await chief.http<{ key: string }>('/api/api-keys', {
      body: { name: 'narrow', permissions: ['knowledge.read'] },
    })
    await forRoutes(
      ({ access }) => access !== 'public' && access !== 'knowledge.read',
      async (route, title) =>
        expect(await send(route, { authorization: `Bearer ${key}` }, body(route)), title, 'forbidden'),
    )
  })

  test('a forged, unsigned, expired or foreign token: 401', async () => {
    const now = Math.floor(Date.now() / 1000)
    const sign = (secret: string, expires: number) =>
      new SignJWT({ verified: true })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(chat.id)
        .setAudience('yinghe-widget')
        .setIssuedAt(now - 7200)
        .setExpirationTime(expires)
        .sign(new TextEncoder().encode(secret))
    const [header, claims, signature] = chat.session.token.split('.') as [string, string, string]
    const other = Buffer.from(JSON.stringify({ ...JSON.parse(atob(claims)), sub: 'c-lin' })).toString('base64url')
    const tokens = [
      await sign('another secret, just as long as a real one', now + 3600),
      `${btoa('{"alg":"none"}').replaceAll('=', '')}.${claims}.`,
      `${header}.${other}.${signature}`,
      'yh_0123456789012345678901234567890123456789',
      'x',
    ]
    for (const token of tokens) {
      await forRoutes(
        () => true,
        async (route, title) =>
          expect(await send(route, { authorization: `Bearer ${token}` }, body(route)), title, 'token_invalid'),
      )
    }
  })

  test('a cookie from a page of somebody else: 403', () =>
    forRoutes(
      (route) => route.method !== 'GET',
      async (route, title) =>
        expect(
          await send(route, { ...chief.headers, origin: 'https://evil.example' }, body(route)),
          title,
          'origin_refused',
        ),
    ))
})

describe('what is sent', () => {
  /** Signing in with the caller's own cookie would end his session. */
  const keepsSession = ({ path }: Route) => !/^\/api\/(session|setup)/.test(path)

  test('no JSON at all: 400', () =>
    forRoutes(hasJson, async (route, title) => {
      for (const raw of ['{', '{"a":1,}', "{'a':1}", '\u0000', '{"__proto__":{"a":1}}']) {
        expect(await send(route, rightful(route), { raw }), `${title} ${raw}`, 'malformed_json', 'bad_request')
      }
    }))

  test('another content type: 415', () =>
    forRoutes(hasJson, async (route, title) => {
      const answer = await send(route, rightful(route), { raw: '<a/>', headers: { 'content-type': 'application/xml' } })
      expect(answer, title, 'unsupported_media')
    }))

  test('wrong types and absurd depth: 4xx with a code', () =>
    forRoutes(hasJson, async (route, title) => {
      const deep = `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`
      for (const raw of ['[]', '"x"', '42', 'true', deep]) {
        const answer = await send(route, rightful(route), { raw })
        // A body whose every field may be left out accepts an odd one as an empty one, but only an object.
        if (answer.status === 200) assert.equal(raw, deep, `${title} takes ${raw}`)
        else assert.ok(checkError(answer, title) !== 'internal', title)
      }
      const valid = validBody(route) as Record<string, unknown>
      for (const name of Object.keys(valid)) {
        for (const wrong of [{ a: { b: [] } }, [[[]]], 1e308, 'x'.repeat(20_000)]) {
          const answer = await send(route, rightful(route), { body: { ...valid, [name]: wrong } })
          if (answer.status !== 200) assert.ok(checkError(answer, `${title} ${name}`) !== 'internal', title)
        }
      }
    }))

  test('a body over the limit: 413', () =>
    forRoutes(hasJson, async (route, title) => {
      const answer = await send(route, rightful(route), { body: { text: 'x'.repeat(10 * 1024 * 1024) } })
      expect(answer, title, 'payload_too_large')
    }))

  test('an upload that is none, or too large, or of a forbidden kind', () =>
    forRoutes(
      ({ upload }) => upload !== undefined,
      async (route, title) => {
        const form = (bytes: string | Buffer, name: string) => {
          const data = new FormData()
          data.set('file', new Blob([bytes as string]), name)
          return { raw: data }
        }
        // Where the right to send comes with the file, who has none is told so first.
        const stranger: ErrorCode[] = route.access === 'public' ? ['link_gone'] : []
        expect(await send(route, rightful(route), { body: {} }), title, 'bad_request')
        const script = form('<html><script>alert(1)</script></html>', 'x.png')
        expect(await send(route, rightful(route), script), title, 'unsupported_media', ...stranger)
        const large = form(Buffer.alloc(route.upload!.maxBytes + 1000, 'a'), 'x.txt')
        expect(await send(route, rightful(route), large), title, 'payload_too_large', ...stranger)
      },
    ))

  test('ids of nothing: 404, and ids that no database could hold: 4xx', () =>
    forRoutes(
      (route) => route.path.includes(':'),
      async (route, title) => {
        const missing = await send(route, rightful(route), body(route))
        if (missing.status !== 200) expect(missing, title, 'not_found', 'bad_request')
        else assert.equal(route.method, 'GET', `${title} changes what does not exist`)
        for (const id of ['%00', '%ff', '..%2f..%2fetc', 'x'.repeat(1500), '%F0%9F%92%A9', "'%20or%201=1--"]) {
          const answer = await call(server.url, route.path.replace(/:(\w+)/g, id), {
            ...body(route),
            method: route.method,
            headers: rightful(route),
          })
          if (answer.status !== 200) assert.ok(checkError(answer, `${title} ${id}`) !== 'internal')
        }
      },
    ))

  test('queries out of range: 400, never a fault', () =>
    forRoutes(
      ({ query }) => query !== undefined,
      async (route, title) => {
        const { properties = {} } = inputSchema(route.query!)
        const id = await idOf(route)
        for (const name of Object.keys(properties)) {
          for (const value of [
            '',
            '-1',
            '0',
            '1e400',
            '9007199254740991',
            '99999999999999999999',
            'x'.repeat(3000),
            '%00',
            '[]',
            "';--",
          ]) {
            const answer = await call(
              server.url,
              `${pathWith(route, id)}?${name}=${encodeURIComponent(value).replace('%2500', '%00')}`,
              {
                ...body(route),
                method: route.method,
                headers: rightful(route),
              },
            )
            if (answer.status !== 200)
              assert.ok(
                checkError(answer, `${title} ${name}=${value}`) !== 'internal',
                `${title}?${name}=${value} → 500`,
              )
          }
        }
      },
    ))

  test('NUL and lone surrogates in any text: 400', () =>
    forRoutes(hasJson, async (route, title) => {
      const texts = withEachText(validBody(route), '\u0000').length
      for (const bad of ['a\u0000b', 'a\ud800b']) {
        const bodies = [
          ...withEachText(validBody(route), bad),
          { ...(validBody(route) as object), extra: bad, [bad]: 1 },
        ]
        for (const changed of bodies) {
          const answer = await send(route, rightful(route), { body: changed })
          expect(answer, `${title} of ${texts} texts`, 'bad_request')
        }
      }
    }))

  test('HTML and script are never answered as a page', () =>
    forRoutes(
      (route) => hasJson(route) && keepsSession(route),
      async (route, title) => {
        const nasty = '<script>alert(1)</script><img src=x onerror=alert(1)>'
        for (const changed of withEachText(validBody(route), nasty)) {
          const answer = await send(route, rightful(route), { body: changed })
          assert.match(answer.headers.get('content-type') ?? '', /^(application\/json|text\/csv|text\/plain)/, title)
          assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', title)
          if (answer.status !== 200) assert.ok(checkError(answer, title) !== 'internal', title)
        }
      },
    ))

  test('unknown addresses and methods answer in the envelope', async () => {
    for (const [method, path] of [
      ['GET', '/api/nothing'],
      ['DELETE', '/api/openapi.json'],
      ['POST', '/api/../etc'],
    ] as const) {
      expect(await call(server.url, path, { method }), path, 'not_found', 'method_not_allowed')
    }
  })

  test('a sample of every route reaches its handler without a fault', () =>
    forRoutes(keepsSession, async (route, title) => {
      const answer = await send(route, rightful(route), body(route))
      if (answer.status !== 200) assert.ok(checkError(answer, title) !== 'internal', title)
    }))
})
