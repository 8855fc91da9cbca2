import type { ChannelManifest } from '#channels/contract.ts'

/** Chat on a web page: the widget, over WebSocket or plain HTTP. */
export const manifest: ChannelManifest = {
  id: 'web',
  title: { zh: '网页', en: 'Web' },
  can: { text: true, rich: true, files: true, typing: true, readMarks: true },
}
