import type { Part } from '../../../src/conversations/contract.ts'
import type { LeftRequest } from '../../../src/desk/contract.ts'
import type { HostMessage, PageContext, Settings } from '../bridge.ts'
import { createApi } from './api.ts'
import type { Core } from './core.ts'
import { loadEarlier, lookForEarlier } from './history.ts'
import { connectHost } from './host.ts'
import { type ChatState, initialState, localeOf, unreadOf } from './model.ts'
import { reloadOutbox, retry, send } from './outbox.ts'
import { discard } from './outgoing.ts'
import { answerForm, askPerson, lookForForm, skipForm } from './pre-chat.ts'
import { loadPreferences, type Preferences, savePreferences } from './preferences.ts'
import { problemOf } from './problem.ts'
import { markSeen, noteRead } from './seen.ts'
import { forgetVisitor, startSession } from './session.ts'
import { createStore } from './store.ts'
import { openTabs, type TabMessage } from './tabs.ts'

export type Chat = ReturnType<typeof openChat>

/** Everything the screen can do. The screen shows `state()` and hears of changes by `subscribe`. */
export function openChat() {
  const store = createStore<ChatState>(initialState({}))
  const host = connectHost((message) => hear(core, message))
  const core: Core = {
    store,
    host,
    api: createApi({ token: () => store.get().session?.token, locale: () => localeOf(store.get()) }),
    tabs: openTabs(host.origin, (message) => hearTab(core, message)),
    realtime: null,
    endSession: () => {},
    files: new Map(),
    about: null,
    signedOutAt: 0,
    sending: null,
    flight: null,
    starts: 0,
    isStarting: false,
  }
  window.addEventListener('online', () => store.set({ problem: null }))
  if (host.isEmbedded) host.tell({ yinghe: 'hello' })
  else openAlone(core)

  return {
    state: store.get,
    subscribe: store.subscribe,
    api: core.api,
    send: (parts: Part[]) => send(core, parts),
    retry: (clientId: string) => retry(core, clientId),
    discard: (clientId: string) => discard(core, clientId),
    restart: () => void startSession(core),
    /** Goes on without the site's sign-in. */
    asVisitor: () => {
      forgetVisitor(core)
      store.set({ settings: { ...store.get().settings, identityToken: undefined } })
      void startSession(core)
    },
    reconnect: () => core.realtime?.reconnect(),
    dismiss: () => store.set({ problem: null }),
    dismissEnlarged: () => store.set({ enlarged: false }),
    typing: (typing: boolean) => {
      const { current } = store.get()
      if (current && current.conversation.status !== 'closed')
        core.realtime?.tell('typing', { conversationId: current.conversation.id, typing })
    },
    seen: () => markSeen(core),
    loadEarlier: () => loadEarlier(core),
    async rate(conversationId: string, score: number, comment: string) {
      const { rating } = await core.api.rate(conversationId, score, comment)
      const { current } = store.get()
      if (current?.conversation.id !== conversationId) return
      const conversation = { ...current.conversation, rating, ratingComment: comment || null }
      store.set({ current: { ...current, conversation } })
    },
    /** At once, or after the form that comes before a person. */
    askPerson: () => askPerson(core),
    /** Rejects when the answers were not taken; the form stays. */
    answerForm: (answers: Record<string, string>) => answerForm(core, answers),
    skipForm: () => skipForm(core),
    askPlace: () => void askPlace(core),
    stopWaiting: () => void core.api.stopWaiting().catch((error: unknown) => store.set({ problem: problemOf(error) })),
    leave: (leaving: ChatState['leaving']) => store.set({ leaving }),
    /** False when it did not get through; the form stays. */
    leaveRequest: (request: LeftRequest) => leaveRequest(core, request),
    fileUrl: (fileId: string) => fileUrl(core, fileId),
    keepFile: (fileId: string, file: Blob) => void core.files.set(fileId, Promise.resolve(URL.createObjectURL(file))),
    prefer: (change: Partial<Preferences>) => prefer(core, change),
    takeDraft: () => store.set({ draft: null }),
    close: () => host.tell({ yinghe: 'close' }),
    canClose: host.isEmbedded,
  }
}

function hear(core: Core, message: HostMessage): void {
  const { store } = core
  switch (message?.yinghe) {
    case 'boot':
      if (message.forget) forgetVisitor(core)
      store.set({ settings: message.settings })
      core.host.tell({ yinghe: 'ready' })
      void startSession(core).then(() => tellContext(core))
      break
    case 'update':
      update(core, message.settings)
      break
    case 'identify':
      store.set({ settings: { ...store.get().settings, identityToken: message.identityToken ?? undefined } })
      void startSession(core)
      break
    case 'opened':
      show(core, message.phone, message.text, message.context)
      break
    case 'closed':
      store.set({ visible: false, newAfter: null })
      break
    case 'shutdown':
      core.endSession()
      forgetVisitor(core)
      core.tabs.tell({ kind: 'signed-out' })
      core.host.tell({ yinghe: 'gone' })
  }
}

function update(core: Core, change: Settings): void {
  const { store } = core
  const before = localeOf(store.get())
  const { identityToken } = store.get().settings
  store.set({ settings: { ...store.get().settings, ...change, identityToken } })
  if (localeOf(store.get()) !== before) core.realtime?.reconnect()
}

function show(core: Core, phone: boolean, text?: string, asked?: PageContext): void {
  const { store } = core
  const state = store.get()
  const newAfter = unreadOf(state) ? (state.current?.conversation.customerReadSeq ?? null) : null
  store.set({ visible: true, phone, newAfter, ...(text === undefined ? {} : { draft: text }) })
  void lookForEarlier(core)
  void lookForForm(core)
  const page = asked ?? state.settings.page
  core.about = page?.orderId || page?.productId ? { page, asked: asked !== undefined } : null
  void tellContext(core)
}

/** The place comes by itself while the line holds; asked for when it may have been missed. */
async function askPlace(core: Core): Promise<void> {
  try {
    core.store.set(await core.api.place())
  } catch {
    // The next signal or question brings it.
  }
}

async function leaveRequest(core: Core, request: LeftRequest): Promise<boolean> {
  try {
    await core.api.leave(request)
    core.store.set({ leaving: null })
    return true
  } catch {
    return false
  }
}

const told = new Set<string>()

/** Lets the bot know which order or product this is about; once for each page, and not into a running talk unless asked. */
async function tellContext(core: Core): Promise<void> {
  const { session, current } = core.store.get()
  if (!session || !core.about) return
  const { page, asked } = core.about
  core.about = null
  const about = page.orderId ?? page.productId ?? ''
  const isBusy = current && current.conversation.status !== 'closed' && current.messages.length > 0
  if (told.has(about) || (isBusy && !asked)) return
  told.add(about)
  try {
    await core.api.context(page.orderId ? { orderId: page.orderId } : { productId: about })
  } catch {
    // Only a convenience: without it the bot asks which order is meant.
    told.delete(about)
  }
}

function hearTab(core: Core, message: TabMessage): void {
  if (message.kind === 'outbox') reloadOutbox(core)
  else if (message.kind === 'preferences') core.store.set({ preferences: loadPreferences() })
  else if (message.kind === 'read') noteRead(core, message.conversationId, message.seq)
  else core.endSession()
}

function prefer(core: Core, change: Partial<Preferences>): void {
  const { store } = core
  const before = localeOf(store.get())
  const siteLocale = change.locale ? { siteLocale: store.get().settings.locale ?? null } : {}
  const preferences = { ...store.get().preferences, ...change, ...siteLocale }
  savePreferences(preferences)
  store.set({ preferences })
  core.tabs.tell({ kind: 'preferences' })
  const locale = localeOf(store.get())
  if (locale === before) return
  core.host.tell({ yinghe: 'locale', locale })
  core.realtime?.reconnect()
}

function fileUrl(core: Core, fileId: string): Promise<string> {
  const known = core.files.get(fileId)
  if (known) return known
  const url = core.api.file(fileId).then((blob) => URL.createObjectURL(blob))
  core.files.set(fileId, url)
  url.catch(() => core.files.delete(fileId))
  return url
}

/** Opened as a page by itself, as from a QR code or a mail: always shown, settings in the address. */
function openAlone(core: Core): void {
  const asked = new URLSearchParams(location.search)
  const locale = asked.get('locale')
  const scheme = asked.get('theme')
  const settings: Settings = {
    ...(locale === 'zh' || locale === 'en' ? { locale } : {}),
    ...(scheme === 'light' || scheme === 'dark' ? { colorScheme: scheme } : {}),
  }
  core.store.set({ settings, visible: true, phone: matchMedia('(max-width: 560px)').matches })
  void startSession(core)
}
