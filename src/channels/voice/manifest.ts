import type { ChannelManifest } from '#channels/contract.ts'

/** A call from the chat on a page; what cannot be said is shown there. */
export const manifest: ChannelManifest = {
  id: 'voice',
  title: { zh: '网页通话', en: 'Web call' },
  can: { text: true, rich: true, files: false, typing: false, readMarks: false },
}
