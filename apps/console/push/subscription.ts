import type { PushSubscriptionInput } from '../../../src/desk/push/contract.ts'
import { get, post, put } from '../api.ts'
import { ALERT_KINDS, readPreferences } from '../preferences.ts'

const PATH = '/api/push/subscription'

/** Push needs https (or this very machine) and a browser that knows it. */
export const pushPossible = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** Has the server tell this browser what its person wants to be told of; harmless when nothing changed. */
export async function renewPush(): Promise<void> {
  const { alerts, locale, push } = readPreferences()
  const subscription = (await current()) ?? (await begin())
  const { endpoint, keys } = subscription.toJSON() as Pick<PushSubscriptionInput, 'endpoint' | 'keys'>
  await put(PATH, {
    ...{ endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth }, language: locale },
    kinds: ALERT_KINDS.filter((kind) => alerts[kind].desktop),
    quiet: push.quiet,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  } satisfies PushSubscriptionInput)
}

export async function endPush(): Promise<void> {
  const subscription = await current()
  if (!subscription) return
  await post(`${PATH}/end`, { endpoint: subscription.endpoint })
  await subscription.unsubscribe()
}

/** Asks for a test; a browser that has lost its subscription gets a new one first. */
export async function tryPush(): Promise<void> {
  if (!(await current())) await renewPush()
  const subscription = await current()
  if (subscription) await post(`${PATH}/test`, { endpoint: subscription.endpoint })
}

async function current(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/console/')
  return (await registration?.pushManager.getSubscription()) ?? null
}

async function begin(): Promise<PushSubscription> {
  await navigator.serviceWorker.register('/console/push-worker.js', { scope: '/console/' })
  // Only a worker that runs can be subscribed.
  const registration = await navigator.serviceWorker.ready
  const { publicKey } = await get<{ publicKey: string }>('/api/push')
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
}
