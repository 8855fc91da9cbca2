import { containerBootstrap, Nlp } from '@nlpjs/basic'
import { LangEn } from '@nlpjs/lang-en-min'
import { LangZh } from '@nlpjs/lang-zh'
import type { Labelled } from './baseline/linear.ts'

/** Its training grows faster than the set: above `LARGE` rows it gets this many examples of each intent. */
export const PEER_MOST = 50
const LARGE = 4000

/** nlp.js as its documentation sets it up, with at most `PEER_MOST` examples of each intent of a large set. */
export async function trainPeer(rows: Labelled[], language: 'zh' | 'en'): Promise<(text: string) => Promise<string>> {
  const container = await containerBootstrap()
  container.use(Nlp)
  container.use(language === 'zh' ? LangZh : LangEn)
  const manager = container.get('nlp')
  Object.assign(manager.settings, { autoSave: false, autoLoad: false, forceNER: false })
  manager.addLanguage(language)
  const most = rows.length > LARGE ? PEER_MOST : rows.length
  const seen = new Map<string, number>()
  for (const { text, label } of rows) {
    const count = seen.get(label) ?? 0
    seen.set(label, count + 1)
    if (count < most) manager.addDocument(language, text, label)
  }
  // It tells the console of every epoch and cannot be asked not to.
  const tell = console.log
  console.log = () => undefined
  try {
    await manager.train()
  } finally {
    console.log = tell
  }
  return async (text) => (await manager.process(language, text)).intent
}
