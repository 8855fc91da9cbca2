import { SESSION_COOKIE } from '#platform/http/serve.ts'
import type { SessionAnswer } from '#team/contract.ts'
import { type Answer, ask, type Call, call } from './call.ts'
import { joinSocket, type Socket } from './socket.ts'

export const DEMO_PASSWORD = 'yinghe-demo-2026'
const PASSWORD = 'quiet-river-2041'

/** A colleague at his browser: a cookie, requests, a socket. */
export type TeamClient = {
  user: SessionAnswer['user']
  headers: { cookie: string }
  http<T>(path: string, options?: Call): Promise<T>
  join(after?: string): Promise<Socket & { position: string }>
}

export async function signIn(url: string, login: string, password = DEMO_PASSWORD): Promise<TeamClient> {
  return clientOf(url, await call(url, '/api/session', { body: { login, password } }))
}

/** The first administrator of an empty server. */
export async function setUpAdministrator(url: string): Promise<TeamClient> {
  return clientOf(url, await call(url, '/api/setup', { body: { login: 'chief', name: '主管', password: PASSWORD } }))
}

/** A new colleague who has chosen his password already. */
export async function addColleague(
  url: string,
  by: TeamClient,
  login: string,
  role: string,
  skills: string[] = [],
): Promise<TeamClient> {
  const password = `${PASSWORD}-first`
  await by.http('/api/users', { body: { login, name: login, role, skills, languages: ['zh', 'en'], password } })
  const first = await signIn(url, login, password)
  await first.http('/api/users/me/password', {
    method: 'PUT',
    body: { currentPassword: password, newPassword: PASSWORD },
  })
  return signIn(url, login, PASSWORD)
}

/** The same colleague on another node. */
export const onNode = (url: string, login: string): Promise<TeamClient> => signIn(url, login, PASSWORD)

function clientOf(url: string, answer: Answer): TeamClient {
  const token = new RegExp(`${SESSION_COOKIE}=([^;]+)`).exec(answer.headers.get('set-cookie') ?? '')?.[1]
  if (answer.status !== 200 || !token) throw new Error(`sign-in → ${answer.status} ${answer.text}`)
  const headers = { cookie: `${SESSION_COOKIE}=${token}` }
  return {
    user: (answer.json as SessionAnswer).user,
    headers,
    http: <T>(path: string, options: Call = {}) =>
      ask<T>(url, path, { ...options, headers: { ...headers, ...options.headers } }),
    join: (after) => joinSocket(url, after ? { after } : {}, headers),
  }
}
