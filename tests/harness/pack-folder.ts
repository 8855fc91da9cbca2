import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder of packs that a test writes; `PACKS_DIR` may point to it. */
export function openPackFolder() {
  const dir = mkdtempSync(join(tmpdir(), 'yinghe-packs-'))
  return {
    dir,
    /** Files of one pack by path; those it had before are gone. */
    write(pack: string, files: Record<string, string>): string {
      const folder = join(dir, pack)
      rmSync(folder, { recursive: true, force: true })
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      return folder
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

/** A small pack of a bakery: one task, one action of a system, articles, terms, a reply, rules and scripts. */
export function bakery(version = 1, more: Record<string, string> = {}): Record<string, string> {
  return {
    'pack.yaml': `id: bakery
version: ${version}
title: { zh: 面包房, en: Bakery }
description: { zh: 订蛋糕, en: Cakes to order }
languages: [zh, en]
widget:
  title: { zh: 麦香面包房, en: Wheat Bakery }
  botName: { zh: 小麦, en: Wheat }
  aiLabel: { zh: 内容由 AI 生成, en: AI-generated }
  greeting: { zh: 您好，我是小麦。, en: 'Hi, I am Wheat.' }
  quickReplies: []
`,
    'intents/cake.yaml': `id: bakery_cake
title: { zh: 订蛋糕, en: Order a cake }
examples:
  zh: [我要订蛋糕, 订一个生日蛋糕, 蛋糕怎么订, 帮我订蛋糕, 想订个八寸蛋糕, 预订蛋糕, 做一个蛋糕, 蛋糕预定]
  en: [order a cake, I want a birthday cake, book a cake]
patterns: ['订.{0,4}蛋糕']
`,
    'flows/cake.yaml': `id: bakery_cake
version: 1
title: { zh: 订蛋糕, en: Order a cake }
intents: [bakery_cake]
access: anyone
slots:
  size: { kind: text, title: { zh: 尺寸, en: size } }
steps:
  - { id: ask, kind: collect, slots: [size], ask: { zh: 您要几寸的蛋糕？, en: Which size? } }
  - { id: sure, kind: confirm, text: { zh: '订{slot.size}的蛋糕，确认吗？', en: 'A cake of {slot.size}?' } }
  - { id: file, kind: ticket, type: cake, title: { zh: 订蛋糕, en: Cake } }
  - { id: done, kind: end, parts: [{ kind: text, text: { zh: 已经订好。, en: It is ordered. } }] }
`,
    'articles/a.yaml': `- id: bakery-hours
  category: bakery
  zh: { title: 面包房几点开门, body: 面包房每天 ${version === 1 ? '7' : '6'} 点开门。, questions: [几点开始卖面包, 面包房营业时间] }
- id: bakery-sugar
  category: bakery
  zh: { title: 有无糖面包吗, body: 每周三有无糖面包${version === 1 ? '' : '和无糖蛋糕'}。, questions: [无糖的面包] }
`,
    'terms.yaml':
      '- { term: 蛋糕, synonyms: [cake, 糕点], language: zh }\n- { term: 吐司, synonyms: [方包], language: zh }\n',
    'canned-replies.yaml':
      '- { shortcut: bakery-hi, title: { zh: 问候, en: Hello }, body: { zh: 您好，这里是面包房。, en: "Hello, this is the bakery." } }\n',
    'scripts.yaml':
      '- { id: late, title: { zh: 晚了, en: Late }, emotions: [anger], text: { zh: 马上送到。, en: On its way. } }\n',
    'compliance.yaml': `banned: [{ id: cure, pattern: '包治百病', reason: { zh: 不得宣称疗效, en: No cures } }]
fixed: [{ id: allergy, categories: [bakery], text: { zh: 含麸质，过敏请告知。, en: 'Contains gluten.' } }]
`,
    ...more,
  }
}
