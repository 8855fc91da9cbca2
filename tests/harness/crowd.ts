import { type ChatClient, openChat, type Sent, sendStubbornly } from './chat-client.ts'
import { identityToken } from './identity.ts'
import { pick } from './random.ts'
import type { Socket } from './socket.ts'

export type Acknowledged = Sent & { clientId: string; attempts: number; customerId: string }

/** Many customers who write without pause, some over sockets and some over HTTP, and do not give up. */
export type Crowd = {
  acknowledged: Acknowledged[]
  customers: ChatClient[]
  /** From now on the server is away, until the promise resolves. */
  away(until: Promise<void>): void
  /** Everybody finishes what he is sending and stops. Throws what went wrong with any of them. */
  stop(): Promise<void>
}

const SAID = ['你好', '谢谢', '你们几点上班', '怎么开发票', '早上好', '好的谢谢', '空气炸锅怎么清洗', '再见']
const ASKED = ['查一下订单', '你好', '物流到哪了', '谢谢']

/** `known` are customers of the demo shop, who ask for their orders; the rest are visitors. */
export function startCrowd(url: string, size: number, known: string[], random: () => number): Crowd {
  const acknowledged: Acknowledged[] = []
  const customers: ChatClient[] = []
  let up: Promise<void> = Promise.resolve()
  let stopping = false
  const whenBack = async () => {
    await new Promise((again) => setTimeout(again, 20))
    await up
  }

  const live = async (n: number) => {
    const externalId = known[n]
    const chat = await stubborn(
      async () => openChat(url, externalId ? { identityToken: await identityToken(externalId) } : {}),
      whenBack,
    )
    customers.push(chat)
    const attempt = n % 3 === 2 ? overHttp(chat) : overSocket(chat)
    while (!stopping) {
      // Now and then several at once, as people write.
      const burst = random() < 0.2 ? 3 : 1
      const sent = Array.from({ length: burst }, () =>
        sendStubbornly(attempt, pick(random, externalId ? ASKED : SAID), whenBack),
      )
      for (const one of await Promise.all(sent)) acknowledged.push({ ...one, customerId: chat.id })
    }
  }
  const lives = Array.from({ length: size }, (_, n) => live(n))
  // A failure is thrown by `stop`; until then it must not end the test process.
  for (const one of lives) one.catch(() => undefined)
  return {
    acknowledged,
    customers,
    away: (until) => {
      up = until
    },
    async stop() {
      stopping = true
      await Promise.all(lives)
    },
  }
}

type Attempt = (payload: object) => Promise<Sent>

const overHttp =
  (chat: ChatClient): Attempt =>
  (payload) =>
    chat.http<Sent>('/api/widget/messages', { body: payload })

function overSocket(chat: ChatClient): Attempt {
  let joining: Promise<Socket> | null = null
  let position = chat.session.position
  return async (payload) => {
    joining ??= chat.join(position)
    let socket: Socket
    try {
      socket = await joining
    } catch (error) {
      joining = null
      throw error
    }
    if (socket.closed() !== null) {
      position = socket.events.at(-1)?.position ?? position
      joining = null
      return overAgain(chat, payload)
    }
    return socket.command<Sent>('message.send', payload)
  }
}

/** The socket just went; HTTP serves as well until the next message opens another. */
const overAgain = (chat: ChatClient, payload: object) => overHttp(chat)(payload)

async function stubborn<T>(work: () => Promise<T>, whenBack: () => Promise<void>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      await whenBack()
    }
  }
}
