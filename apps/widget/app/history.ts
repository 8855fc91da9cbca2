import { addMessages } from '../../kit/sync.ts'
import type { Core } from './core.ts'
import type { ChatState, Thread } from './model.ts'

/** Is there anything older than what is shown, as far as we know? */
export const hasEarlier = ({ current, earlier, earlierCursor, session }: ChatState): boolean => {
  const oldest = earlier[0] ?? current
  return Boolean(session && oldest && (oldest.hasMore || typeof earlierCursor === 'string'))
}

/** Asks once, when somebody looks, whether there are older conversations, so that none are offered to a newcomer. */
export async function lookForEarlier(core: Core): Promise<void> {
  const { session, current, earlierCursor, visible } = core.store.get()
  if (!visible || !session || !current || earlierCursor !== undefined) return
  try {
    const { items, nextCursor } = await core.api.conversations()
    const now = core.store.get()
    if (now.session?.customer.id !== session.customer.id || now.earlierCursor !== undefined) return
    const shown = new Set([now.current, ...now.earlier].map((thread) => thread?.conversation.id))
    const isMore = nextCursor !== null || items.some(({ id, lastSeq }) => !shown.has(id) && lastSeq > 0)
    core.store.set({ earlierCursor: isMore ? FROM_START : null })
  } catch {
    // Not worth a word: the next opening asks again.
  }
}

/** The cursor before the first page. */
const FROM_START = ''

/** Loads one page of older messages: of the oldest conversation shown, else of the one before it. */
export async function loadEarlier(core: Core): Promise<void> {
  const state = core.store.get()
  if (state.loadingEarlier || !hasEarlier(state)) return
  core.store.set({ loadingEarlier: true })
  try {
    const oldest = state.earlier[0] ?? state.current
    if (oldest?.hasMore) await loadPage(core, oldest)
    else await loadConversations(core)
  } finally {
    core.store.set({ loadingEarlier: false })
  }
}

async function loadPage(core: Core, thread: Thread): Promise<void> {
  const { items, hasMore } = await core.api.messages(thread.conversation.id, thread.messages[0]?.seq)
  const { current, earlier } = core.store.get()
  const grow = (known: Thread): Thread =>
    known.conversation.id === thread.conversation.id
      ? { ...known, messages: addMessages(known.messages, items), hasMore }
      : known
  core.store.set({ current: current && grow(current), earlier: earlier.map(grow) })
}

async function loadConversations(core: Core): Promise<void> {
  const { items, nextCursor } = await core.api.conversations(core.store.get().earlierCursor ?? undefined)
  const { current, earlier } = core.store.get()
  const shown = new Set([current, ...earlier].map((thread) => thread?.conversation.id))
  const older = items.filter(({ id, lastSeq }) => !shown.has(id) && lastSeq > 0)
  const threads = await Promise.all(
    older.map(async (conversation): Promise<Thread> => {
      const { items: messages, hasMore } = await core.api.messages(conversation.id)
      return { conversation, messages, hasMore }
    }),
  )
  const now = core.store.get()
  core.store.set({
    earlier: [...threads.reverse().filter(({ messages }) => messages.length), ...now.earlier],
    earlierCursor: nextCursor,
  })
}
