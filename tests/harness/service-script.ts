import { randomUUID } from 'node:crypto'
import type { Conversation } from '#conversations/contract.ts'
import { Refused } from './call.ts'
import type { ChatClient } from './chat-client.ts'
import { pick } from './random.ts'
import type { Socket } from './socket.ts'
import type { TeamClient } from './team-client.ts'

export type Cast = {
  customers: { chat: ChatClient; socket: () => Socket }[]
  agents: { team: TeamClient; socket: () => Socket }[]
}
type Step = (cast: Cast, random: () => number) => Promise<unknown>

const TEXTS = ['你好', '谢谢', '转人工', '怎么开发票', '查一下订单', '人工客服', 'Where is my order?', '物流到哪了']

const openOf = async ({ chat }: Cast['customers'][number]): Promise<Conversation | undefined> =>
  (await chat.http<{ items: Conversation[] }>('/api/widget/conversations?limit=1')).items[0]

/** A chat that one of the agents serves, with that agent. */
async function served(cast: Cast, random: () => number) {
  const customer = pick(random, cast.customers)
  const conversation = await openOf(customer)
  const agent = cast.agents.find(({ team }) => team.user.id === conversation?.assigneeId)
  return conversation?.status === 'human' && agent ? { customer, conversation, agent } : null
}

const post = (team: TeamClient, id: string, verb: string, body: unknown) =>
  team.http(`/api/conversations/${id}/${verb}`, { body })
const text = (said: string) => ({ clientId: randomUUID(), parts: [{ kind: 'text', text: said }] })

const say: Step = (cast, random) => pick(random, cast.customers).chat.say(pick(random, TEXTS))
const askForPerson: Step = (cast, random) =>
  pick(random, cast.customers).chat.http('/api/widget/hand-over', { body: {} })
const accept: Step = async (cast, random) => {
  const agent = pick(random, cast.agents).team
  const { waiting } = await agent.http<{ waiting: Conversation[] }>('/api/desk/queue')
  if (waiting.length) await post(agent, pick(random, waiting).id, 'accept', {})
}
const reply: Step = async (cast, random) => {
  const found = await served(cast, random)
  if (!found) return accept(cast, random)
  const { agent, conversation } = found
  return agent.socket().command('message.reply', { conversationId: conversation.id, ...text('请稍等,我来看一下') })
}
const note: Step = async (cast, random) => {
  const found = await served(cast, random)
  if (found) await post(found.agent.team, found.conversation.id, 'messages', { ...text('内部备注'), internal: true })
}
const transfer: Step = async (cast, random) => {
  const found = await served(cast, random)
  if (!found) return
  const colleague = cast.agents.find(({ team }) => team !== found.agent.team)!.team.user.id
  const to = random() < 0.5 ? { skill: 'refund' } : { toUserId: colleague }
  await post(found.agent.team, found.conversation.id, 'transfer', { ...to, note: '请接手' })
}
const close: Step = async (cast, random) => {
  const found = await served(cast, random)
  if (found) await post(found.agent.team, found.conversation.id, 'close', { reason: 'solved', note: '' })
}
const backToBot: Step = async (cast, random) => {
  const found = await served(cast, random)
  if (found)
    await found.agent.team.http(`/api/conversations/${found.conversation.id}/return-to-bot`, { method: 'POST' })
}
const rate: Step = async (cast, random) => {
  const customer = pick(random, cast.customers)
  const conversation = await openOf(customer)
  if (!conversation) return
  const body = { score: 1 + Math.floor(random() * 5), comment: '还行' }
  await customer.chat.http(`/api/widget/conversations/${conversation.id}/rating`, { body })
}
const customerReads: Step = async (cast, random) => {
  const customer = pick(random, cast.customers)
  const conversation = await openOf(customer)
  if (!conversation) return
  const mark = { conversationId: conversation.id, seq: conversation.lastSeq }
  await customer.socket().command('read.mark', { ...mark, what: random() < 0.5 ? 'read' : 'delivered' })
}
const agentReads: Step = async (cast, random) => {
  const found = await served(cast, random)
  if (!found) return
  const { agent, conversation } = found
  await agent
    .socket()
    .command('read.mark', { conversationId: conversation.id, seq: conversation.lastSeq, what: 'read' })
}

const STEPS: [weight: number, step: Step][] = [
  [6, say],
  [2, askForPerson],
  [4, accept],
  [6, reply],
  [2, note],
  [2, transfer],
  [2, close],
  [1, backToBot],
  [2, rate],
  [3, customerReads],
  [3, agentReads],
]
const WEIGHTED = STEPS.flatMap(([weight, step]) => Array<Step>(weight).fill(step))

/** Plays `count` random steps of a day's work, up to three at the same time. A verb may be refused, never fail. */
export async function playScript(cast: Cast, random: () => number, count: number): Promise<void> {
  for (let done = 0; done < count; ) {
    const together = 1 + Math.floor(random() * 3)
    await Promise.all(Array.from({ length: together }, () => attempt(pick(random, WEIGHTED), cast, random)))
    done += together
  }
}

async function attempt(step: Step, cast: Cast, random: () => number): Promise<void> {
  try {
    await step(cast, random)
  } catch (error) {
    const refusal = error instanceof Refused ? error.status < 500 : (error as { code?: string }).code
    // Two at once may want what only one can have.
    if (!refusal || refusal === 'internal') throw error
  }
}
