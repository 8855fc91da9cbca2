import type { PreChatAsked } from '../../../src/desk/pre-chat/contract.ts'
import type { Core } from './core.ts'
import { type ChatState, localeOf } from './model.ts'
import { send } from './outbox.ts'
import { say } from './use-chat.ts'

/** The bot takes this choice at any point; it stands in the conversation and waits in the outbox like any message. */
export const HUMAN = 'human'

/** The form that stands where one writes, until it is filled in or passed over. */
export function dueForm({ preChat, wantsPerson, current, leaving }: ChatState): PreChatAsked | null {
  const status = current?.conversation.status
  if (!preChat || leaving || status === 'human') return null
  return preChat.when === 'first' || wantsPerson || status === 'queued' ? preChat : null
}

/** What this customer is to be asked, when somebody looks; without an answer nobody is held up. */
export async function lookForForm(core: Core): Promise<void> {
  const { session, visible } = core.store.get()
  if (!visible || !session) return
  try {
    const { form } = await core.api.preChat()
    if (core.store.get().session?.customer.id === session.customer.id) core.store.set({ preChat: form })
  } catch {
    // The house serves him all the same; the next opening asks again.
  }
}

export function askPerson(core: Core): void {
  if (core.store.get().preChat) core.store.set({ wantsPerson: true })
  else sendAsking(core)
}

export async function answerForm(core: Core, answers: Record<string, string>): Promise<void> {
  await core.api.answerPreChat(answers)
  goOn(core)
}

export function skipForm(core: Core): void {
  // Kept, so that he is not asked again; what does not get through only means that he is.
  core.api.answerPreChat({}).catch(() => undefined)
  goOn(core)
}

function goOn(core: Core): void {
  const { wantsPerson, current } = core.store.get()
  core.store.set({ preChat: null, wantsPerson: false })
  if (wantsPerson && current?.conversation.status !== 'queued') sendAsking(core)
}

function sendAsking(core: Core): void {
  const label = say(localeOf(core.store.get()), 'handOver')
  send(core, [{ kind: 'choice', value: HUMAN, label }])
}
