/** What the tabs of one visitor tell each other at once; facts come to each of them from the server anyway. */
export type TabMessage =
  | { kind: 'outbox' }
  | { kind: 'preferences' }
  | { kind: 'read'; conversationId: string; seq: number }
  | { kind: 'signed-out' }

export type Tabs = { tell(message: TabMessage): void }

export function openTabs(name: string, hear: (message: TabMessage) => void): Tabs {
  if (!('BroadcastChannel' in window)) return { tell: () => {} }
  const channel = new BroadcastChannel(`yinghe.${name}`)
  channel.onmessage = ({ data }) => hear(data as TabMessage)
  return { tell: (message) => channel.postMessage(message) }
}
