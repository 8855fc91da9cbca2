import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { SignJWT } from 'jose'
import type { Message, Option, Part } from '#conversations/contract.ts'
import type { Server } from '../../src/server.ts'

const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

type Fact = { position: string; kind: string; payload: Record<string, unknown> }
/** Rows are numbered in the order in which one conversation writes them. */
const place = (fact: Fact): number => Number(fact.position.split('.')[1])
export type Heard = { replies: Message[]; facts: Fact[]; status: string; conversationId: string }

/** Requests to the server in a language; answers other than 200 throw. */
export const askOf =
  (server: Server, language: 'zh' | 'en') => async (path: string, token: string | null, body?: unknown) => {
    const response = await fetch(`${server.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'accept-language': language,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`)
    return answer
  }

type Ask = ReturnType<typeof askOf>

/** What a conversation has come to since it was asked last. */
export function openFacts(call: Ask, supervisor: string) {
  let seen = 0
  return async (conversationId: string): Promise<Pick<Heard, 'facts' | 'status'>> => {
    const { conversation } = await call(`/api/conversations/${conversationId}`, supervisor)
    const { items } = await call(`/api/conversations/${conversationId}/events?limit=200`, supervisor)
    const ordered = (items as Fact[]).sort((a, b) => place(a) - place(b))
    const facts = ordered.slice(seen)
    seen = ordered.length
    return { facts, status: conversation.status }
  }
}

export type TalkOptions = { customer: string; language: 'zh' | 'en'; identitySecret: string; supervisor: string }

/** The session of a customer of the cast, or of a visitor. */
export async function sessionOf(call: Ask, { customer, language, identitySecret }: TalkOptions): Promise<string> {
  const identityToken = customer === 'visitor' ? undefined : await identity(customer, identitySecret)
  return (await call('/api/widget/session', null, { identityToken, locale: language })).token
}

/** A customer in front of the real HTTP entrance, one message at a time. */
export async function openTalk(server: Server, options: TalkOptions) {
  const call = askOf(server, options.language)
  const token = await sessionOf(call, options)
  const look = openFacts(call, options.supervisor)
  let conversationId: string | undefined
  let offered: Option[] = []

  const hear = async (replies: Message[]): Promise<Heard> => {
    const parts = replies.flatMap((reply) => reply.parts)
    const now = parts.flatMap((part) =>
      part.kind === 'choices' ? part.options : part.kind === 'card' ? (part.options ?? []) : [],
    )
    if (now.length) offered = now
    return { replies, ...(await look(conversationId!)), conversationId: conversationId! }
  }
  const send = async (...parts: Part[]): Promise<Heard> => {
    const sent = { ...(conversationId ? { conversationId } : {}), clientId: randomUUID(), parts }
    const answer = await call('/api/widget/messages?wait=reply', token, sent)
    conversationId = answer.conversationId
    return hear(answer.replies)
  }
  /** A picture of one dot. */
  const upload = async (name: string): Promise<Part> => {
    const form = new FormData()
    form.set('file', new Blob([Buffer.from(DOT, 'base64')], { type: 'image/png' }), name)
    const response = await fetch(`${server.url}/api/widget/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    })
    const file = (await response.json()) as { fileId: string; name: string; mime: string; size: number }
    if (!response.ok) throw new Error(`the picture was refused: ${JSON.stringify(file)}`)
    return { kind: 'image', fileId: file.fileId, name: file.name, mime: file.mime, size: file.size }
  }
  return {
    say: async (text: string, photo?: string) =>
      send(...(text ? [{ kind: 'text' as const, text }] : []), ...(photo ? [await upload(photo)] : [])),
    pick: (wanted: string) => {
      const option = offered.find(({ value, label }) => value === wanted || label.includes(wanted))
      if (!option)
        throw new Error(
          `no choice "${wanted}" among ${offered.map(({ value, label }) => `${label}=${value}`).join(', ')}`,
        )
      return send({ kind: 'choice', value: option.value, label: option.label })
    },
    form: (formId: string, values: Record<string, string>) => send({ kind: 'form-reply', formId, values }),
    handOver: async () => {
      const answer = await call('/api/widget/hand-over', token, conversationId ? { conversationId } : {})
      conversationId = answer.conversationId
      for (let tries = 0; tries < 100; tries++) {
        const { items } = await call(`/api/widget/conversations/${conversationId}/messages`, token)
        const replies = (items as Message[]).filter(({ seq, author }) => seq > answer.seq && author.kind !== 'customer')
        if (replies.length) return hear(replies)
        await setTimeout(50)
      }
      throw new Error('the button brought no reply')
    },
    open: async (context: { orderId?: string; productId?: string }) => {
      const answer = await call('/api/widget/context', token, context)
      conversationId = answer.conversationId
      const { items } = await call(`/api/widget/conversations/${conversationId}/messages`, token)
      return hear(items)
    },
    close: async () => {
      if (conversationId)
        await call(`/api/conversations/${conversationId}/close`, options.supervisor, { reason: 'other' })
    },
  }
}

const identity = (customer: string, secret: string) =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(customer)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(Buffer.from(secret))
