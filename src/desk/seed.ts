import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { cannedReplyInput } from '#desk/contract.ts'
import { insertReply } from '#desk/queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'

const PACKS_DIR = join(import.meta.dirname, '../../packs')

const { shortcut, title, body } = cannedReplyInput.shape
/** `packs/<id>/canned-replies.yaml`: one entry per reply, in both languages. */
const packReplies = z.array(
  z.strictObject({
    shortcut,
    title: z.strictObject({ zh: title, en: title }),
    body: z.strictObject({ zh: body, en: body }),
  }),
)

/** The team's ready-made replies of every scene pack. Leaves one that is there already alone. Throws with the file's name. */
export async function seedDesk(tx: Tx, packsDir = PACKS_DIR): Promise<void> {
  for (const pack of readdirSync(packsDir).sort()) {
    const file = join(packsDir, pack, 'canned-replies.yaml')
    if (!existsSync(file)) continue
    const parsed = packReplies.safeParse(parse(readFileSync(file, 'utf8')))
    if (!parsed.success) throw new Error(`${pack}/canned-replies.yaml: ${z.prettifyError(parsed.error)}`)
    for (const reply of parsed.data) {
      for (const language of ['zh', 'en'] as const) {
        const text = { title: reply.title[language], body: reply.body[language] }
        await insertReply(tx, { id: newId(), shortcut: reply.shortcut, language, ...text, ownerId: null })
      }
    }
  }
}
