import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) })

/** How the chat presents itself: names, greeting, first quick replies. Written in a pack's `pack.yaml` under `widget`. */
export const widgetSettings = z.object({
  title: bilingual,
  botName: bilingual,
  aiLabel: bilingual,
  greeting: bilingual,
  quickReplies: z.array(z.object({ value: z.string(), label: bilingual })).max(8),
})
export type WidgetSettings = z.infer<typeof widgetSettings>

const PLAIN: WidgetSettings = {
  title: { zh: '在线客服', en: 'Customer service' },
  botName: { zh: '智能助手', en: 'Assistant' },
  aiLabel: { zh: '内容由 AI 生成', en: 'AI-generated' },
  greeting: { zh: '您好，请问有什么可以帮您？', en: 'Hello, how can I help you?' },
  quickReplies: [],
}

/** The settings of the first of these packs that has some, else plain ones. Throws when a pack's are not complete. */
export function loadWidgetSettings(packs: readonly string[]): WidgetSettings {
  for (const folder of packs) {
    const file = join(folder, 'pack.yaml')
    if (!existsSync(file)) continue
    const { widget } = z.looseObject({ widget: z.unknown().optional() }).parse(parse(readFileSync(file, 'utf8')))
    if (widget !== undefined) return widgetSettings.parse(widget)
  }
  return PLAIN
}
