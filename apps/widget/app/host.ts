import type { FrameMessage, HostMessage } from '../bridge.ts'

/** The page that embeds this frame. */
export type Host = {
  /** Its origin; our own when opened as a page by itself. */
  origin: string
  isEmbedded: boolean
  tell(message: FrameMessage): void
}

/** Listens to the embedding page only, at the origin that its loader named; nobody else is heard or told. */
export function connectHost(hear: (message: HostMessage) => void): Host {
  const isEmbedded = window.parent !== window
  const named = new URLSearchParams(location.hash.slice(1)).get('host')
  const origin = isEmbedded && named ? named : location.origin
  if (isEmbedded) {
    window.addEventListener('message', (event) => {
      if (event.source === window.parent && event.origin === origin) hear(event.data as HostMessage)
    })
  }
  return {
    origin,
    isEmbedded,
    tell: (message) => {
      if (isEmbedded) window.parent.postMessage(message, origin)
    },
  }
}
