import type { Conversation, Message, Part } from '../../../src/conversations/contract.ts'
import type { LeftRequest } from '../../../src/desk/contract.ts'
import type { PreChatAsked } from '../../../src/desk/pre-chat/contract.ts'
import type { PlaceInQueue } from '../../../src/desk/routing/contract.ts'
import type { TranscriptOffer } from '../../../src/desk/transcripts/contract.ts'
import type { CustomerTicket } from '../../../src/tickets/contract.ts'
import type { OwnVoiceprint } from '../../../src/verification/contract.ts'
import type { Locale } from '../bridge.ts'

type Bilingual = { zh: string; en: string }
export type SessionResult = {
  token: string
  expiresAt: string
  customer: { id: string; name: string; verified: boolean; elderly: boolean; language: Locale }
  conversation: Conversation | null
  messages: Message[]
  position: string
  settings: {
    title: Bilingual
    greeting: Bilingual
    botName?: Bilingual
    aiLabel: Bilingual
    quickReplies: { value: string; label: Bilingual }[]
  }
}
export type SendResult = { conversationId: string; seq: number; at: string; replies?: Message[] }
/** A ticket of the customer's with the notes meant for him, oldest first. */
export type TicketProgress = CustomerTicket & { notes: { id: string; authorName: string; body: string; at: string }[] }
export type StoredFile = { fileId: string; name: string; mime: string; size: number }

/** `code` is one of the server's catalogue, or `network` when no answer came. `retryAfter` in seconds. */
export class ApiError extends Error {
  readonly code: string
  readonly retryAfter: number | undefined
  constructor(code: string, message: string, retryAfter?: number) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.retryAfter = retryAfter
  }
}

export type Api = ReturnType<typeof createApi>
type Context = { token: () => string | undefined; locale: () => Locale }

/** The widget's part of the REST API. Every call rejects with ApiError. */
export function createApi(context: Context) {
  const json = <T>(method: string, path: string, body?: unknown) =>
    request(context, method, path, body).then((answer) => answer as T)
  const id = encodeURIComponent
  return {
    session: (body: { identityToken?: string; visitorToken?: string; locale: Locale }) =>
      json<SessionResult>('POST', '/api/widget/session', body),
    send: (body: { clientId: string; parts: Part[] }) =>
      json<SendResult>('POST', '/api/widget/messages?wait=reply', body),
    preChat: () => json<{ form: PreChatAsked | null }>('GET', '/api/widget/pre-chat'),
    answerPreChat: (answers: Record<string, string>) => json<unknown>('POST', '/api/widget/pre-chat', { answers }),
    place: () => json<{ place: PlaceInQueue | null }>('GET', '/api/widget/queue'),
    leave: (body: LeftRequest) => json<{ number: number }>('POST', '/api/widget/requests', body),
    stopWaiting: () => json<{ stopped: boolean }>('POST', '/api/widget/stop-waiting', {}),
    context: (body: { orderId?: string; productId?: string }) => json<unknown>('POST', '/api/widget/context', body),
    conversations: (cursor?: string) =>
      json<{ items: Conversation[]; nextCursor: string | null }>(
        'GET',
        `/api/widget/conversations?limit=5${cursor ? `&cursor=${id(cursor)}` : ''}`,
      ),
    messages: (conversationId: string, before?: number) =>
      json<{ items: Message[]; hasMore: boolean }>(
        'GET',
        `/api/widget/conversations/${id(conversationId)}/messages?limit=50${before ? `&before=${before}` : ''}`,
      ),
    tickets: (cursor?: string) =>
      json<{ items: TicketProgress[]; nextCursor: string | null }>(
        'GET',
        `/api/widget/tickets?limit=20${cursor ? `&cursor=${id(cursor)}` : ''}`,
      ),
    voiceprint: () => json<OwnVoiceprint>('GET', '/api/widget/voiceprint'),
    deleteVoiceprint: () => json<unknown>('DELETE', '/api/widget/voiceprint'),
    transcriptOffer: () => json<TranscriptOffer>('GET', '/api/widget/transcripts'),
    mailTranscript: (conversationId: string, email: string | null) =>
      json<{ hint: string }>('POST', `/api/widget/conversations/${id(conversationId)}/transcript`, { email }),
    rate: (conversationId: string, score: number, comment: string) =>
      json<{ rating: number }>('POST', `/api/widget/conversations/${id(conversationId)}/rating`, { score, comment }),
    rateArticle: (articleId: string, helpful: boolean) =>
      json<unknown>('POST', `/api/widget/articles/${id(articleId)}/rating`, { helpful }),
    file: async (fileId: string) => (await answered(context, 'GET', `/api/files/${id(fileId)}`)).blob(),
    upload: (file: File, onProgress: (share: number) => void, signal: AbortSignal) =>
      upload(context, file, onProgress, signal),
  }
}

async function request(context: Context, method: string, path: string, body?: unknown): Promise<unknown> {
  return (await answered(context, method, path, body)).json()
}

async function answered(context: Context, method: string, path: string, body?: unknown): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: { ...headers(context), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    throw new ApiError('network', 'no connection')
  }
  if (response.ok) return response
  throw refusal(await response.text(), response.headers.get('retry-after'))
}

/** XMLHttpRequest, because only it tells how far an upload has got. */
function upload(
  context: Context,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest()
    sender.open('POST', '/api/widget/files')
    for (const [name, value] of Object.entries(headers(context))) sender.setRequestHeader(name, value)
    sender.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0)
    sender.onerror = () => reject(new ApiError('network', 'no connection'))
    sender.onabort = () => reject(new ApiError('aborted', 'aborted'))
    sender.onload = () => {
      if (sender.status < 300) resolve(JSON.parse(sender.responseText) as StoredFile)
      else reject(refusal(sender.responseText, sender.getResponseHeader('retry-after')))
    }
    signal.addEventListener('abort', () => sender.abort())
    const form = new FormData()
    form.append('file', file, file.name)
    sender.send(form)
  })
}

function headers({ token, locale }: Context): Record<string, string> {
  const bearer = token()
  return { 'accept-language': locale(), ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) }
}

/** A proxy in between may answer with a page instead of our envelope. */
function refusal(text: string, retryAfter: string | null): ApiError {
  const seconds = retryAfter ? Number(retryAfter) : undefined
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string } }
    return new ApiError(error.code, error.message, seconds)
  } catch {
    return new ApiError('internal', '', seconds)
  }
}
