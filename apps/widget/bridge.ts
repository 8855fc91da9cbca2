/** What the host page's loader and the widget's frame say to each other by `postMessage`; both check the origin. */

export type Locale = 'zh' | 'en'
export type ColorScheme = 'light' | 'dark' | 'auto'
export type PageContext = { orderId?: string; productId?: string; url?: string }

/** What a site may set with `boot` and `update`. */
export type Settings = {
  locale?: Locale
  colorScheme?: ColorScheme
  /** `#rrggbb`; shades and readable text are worked out from it. */
  brandColor?: string
  /** Signed by the site's server for its signed-in user. */
  identityToken?: string
  page?: PageContext
  /** Pixels from the window's edges. */
  offset?: { x: number; y: number }
  side?: 'left' | 'right'
  /** The site opens the chat with its own button. */
  hideLauncher?: boolean
  /** For customers who want larger type from the start. */
  elderly?: boolean
}

export type HostMessage =
  | { yinghe: 'boot'; settings: Settings; forget: boolean }
  | { yinghe: 'update'; settings: Settings }
  | { yinghe: 'identify'; identityToken: string | null }
  | { yinghe: 'opened'; context?: PageContext; text?: string; phone: boolean }
  | { yinghe: 'closed' }
  | { yinghe: 'shutdown' }

export type FrameMessage =
  | { yinghe: 'hello' }
  | { yinghe: 'ready' }
  | { yinghe: 'close' }
  | { yinghe: 'unread'; count: number; known: boolean }
  | { yinghe: 'message'; from: 'bot' | 'agent'; preview: string }
  | { yinghe: 'error'; code: string; message: string }
  | { yinghe: 'locale'; locale: Locale }
  | { yinghe: 'gone' }
