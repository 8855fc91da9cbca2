/** What a channel is and can do; how it receives and sends stands in its folder. */
export type ChannelManifest = {
  id: string
  title: { zh: string; en: string }
  can: { text: boolean; rich: boolean; files: boolean; typing: boolean; readMarks: boolean }
}
