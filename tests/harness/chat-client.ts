import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { sessionResult } from '#channels/web/session.ts'
import type { Message, Part, sendMessageResult } from '#conversations/contract.ts'
import { ask, type Call, Refused } from './call.ts'
import { CommandRefused, ConnectionLost, joinSocket, type Socket } from './socket.ts'

export type Session = z.output<typeof sessionResult>
export type Sent = z.output<typeof sendMessageResult>

/** A customer's app: a session over HTTP, messages over the socket or HTTP. */
export type ChatClient = {
  session: Session
  id: string
  auth: { authorization: string }
  /** A new session of the same person, as after a reload of the page. */
  again(): Promise<Session>
  join(after?: string): Promise<Socket & { position: string }>
  http<T>(path: string, options?: Call): Promise<T>
  /** Over HTTP; with `wait` the bot's replies come along. */
  say(
    said: string | Part[],
    options?: { wait?: boolean; clientId?: string; conversationId?: string },
  ): Promise<Sent & { replies?: Message[] }>
  history(conversationId: string): Promise<Message[]>
}

/** A visitor, or with an identity token a known customer. */
export async function openChat(
  url: string,
  who: { identityToken?: string; visitorToken?: string; locale?: 'zh' | 'en' } = {},
): Promise<ChatClient> {
  const start = (visitorToken = who.visitorToken) =>
    ask<Session>(url, '/api/widget/session', {
      body: { locale: 'zh', ...who, ...(visitorToken ? { visitorToken } : {}) },
    })
  const session = await start()
  const auth = { authorization: `Bearer ${session.token}` }
  const language = { 'accept-language': who.locale ?? 'zh' }
  const http = <T>(path: string, options: Call = {}) =>
    ask<T>(url, path, { ...options, headers: { ...language, ...auth, ...options.headers } })
  return {
    session,
    id: session.customer.id,
    auth,
    http,
    again: () => start(session.token),
    join: (after) => joinSocket(url, { token: session.token, ...(after ? { after } : {}) }),
    say: (said, { wait, clientId = randomUUID(), conversationId } = {}) =>
      http(`/api/widget/messages${wait ? '?wait=reply' : ''}`, {
        body: { clientId, parts: partsOf(said), ...(conversationId ? { conversationId } : {}) },
      }),
    async history(conversationId) {
      const all: Message[] = []
      for (let before: number | null = 2 ** 31 - 1; before; ) {
        const path: string = `/api/widget/conversations/${conversationId}/messages?limit=100&before=${before}`
        const { items, hasMore }: { items: Message[]; hasMore: boolean } = await http(path)
        all.unshift(...items)
        before = hasMore ? items[0]!.seq : null
      }
      return all
    },
  }
}

export const partsOf = (said: string | Part[]): Part[] =>
  typeof said === 'string' ? [{ kind: 'text', text: said }] : said

/** Sends until it is acknowledged, as an app does: after a lost connection again, with the same client id. */
export async function sendStubbornly(
  attempt: (payload: { clientId: string; parts: Part[] }) => Promise<Sent>,
  text: string,
  beforeRetry: () => Promise<void>,
): Promise<Sent & { clientId: string; attempts: number }> {
  const payload = { clientId: randomUUID(), parts: partsOf(text) }
  for (let attempts = 1; ; attempts++) {
    try {
      return { ...(await attempt(payload)), clientId: payload.clientId, attempts }
    } catch (error) {
      if (!isPassing(error)) throw error
      await beforeRetry()
    }
  }
}

/** No answer, or "restarting": worth another try. Everything else is the server's word. */
function isPassing(error: unknown): boolean {
  if (error instanceof Refused || error instanceof CommandRefused) return error.code === 'shutting_down'
  return error instanceof ConnectionLost || error instanceof TypeError
}
