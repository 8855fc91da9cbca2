import type { PushPayload } from '../../../src/desk/push/contract.ts'

/** Of the worker's world only what this file touches; its library and the pages' cannot be loaded together. */
type Shown = { title: string; data: { to: string }; close(): void }
type Page = { url: string; visibilityState: string; focus(): Promise<unknown>; postMessage(message: unknown): void }
type Worker = {
  registration: { showNotification(title: string, options: object): Promise<void> }
  clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<Page[]>
    openWindow(url: string): Promise<unknown>
  }
  addEventListener(kind: 'push', heard: (event: Waiting & { data: { json(): PushPayload } | null }) => void): void
  addEventListener(kind: 'notificationclick', heard: (event: Waiting & { notification: Shown }) => void): void
}
type Waiting = { waitUntil(work: Promise<unknown>): void }
const worker = self as unknown as Worker

const pages = async () => {
  const open = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return open.filter(({ url }) => new URL(url).pathname.startsWith('/console/'))
}

worker.addEventListener('push', (event) => {
  if (!event.data) return
  const { title, body, to, tag } = event.data.json()
  const show = async () => {
    // Whoever looks at the console sees it there.
    const looking = (await pages()).some(({ visibilityState }) => visibilityState === 'visible')
    if (!looking || tag === 'test') await worker.registration.showNotification(title, { body, tag, data: { to } })
  }
  event.waitUntil(show())
})

worker.addEventListener('notificationclick', (event) => {
  const { notification } = event
  notification.close()
  const open = async () => {
    const [page] = await pages()
    if (!page) return worker.clients.openWindow(`/console${notification.data.to}`)
    page.postMessage({ to: notification.data.to })
    return page.focus()
  }
  event.waitUntil(open())
})
