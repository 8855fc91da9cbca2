import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { cannedReplyInput } from '#desk/contract.ts'
import {
  deleteSharedReplies,
  insertSharedReplies,
  lockSharedReplies,
  type PackReply,
  replaceSharedReply,
} from '#desk/pack-queries.ts'
import { contentHash } from '#platform/content-hash.ts'
import type { Tx } from '#platform/db/open.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { readYaml } from '#platform/read-yaml.ts'

const { shortcut, title, body } = cannedReplyInput.shape
/** `packs/ID/canned-replies.yaml`: one entry per reply, in both languages. */
const packReplies = z.array(
  z.strictObject({
    shortcut,
    title: z.strictObject({ zh: title, en: title }),
    body: z.strictObject({ zh: body, en: body }),
  }),
)

/** A reply of a pack in one language; `key` is the same in every version of the pack. */
export type PackReplyText = Omit<PackReply, 'id'> & { key: string }

/** The team's ready-made replies that a pack brings. Throws with file and line. */
export function loadReplies(folder: string): PackReplyText[] {
  const file = join(folder, 'canned-replies.yaml')
  if (!existsSync(file)) return []
  return readYaml(file, packReplies).flatMap((reply) =>
    (['zh', 'en'] as const).map((language) => ({
      key: `${reply.shortcut}.${language}`,
      shortcut: reply.shortcut,
      language,
      title: reply.title[language],
      body: reply.body[language],
    })),
  )
}

/** Puts them in place; what somebody changed stays his. `owned` is key → hash of what the pack put there before. */
export async function putPackReplies(tx: Tx, replies: PackReplyText[], owned: ReadonlyMap<string, string>, by: string) {
  const present = new Map((await lockSharedReplies(tx)).map((reply) => [`${reply.shortcut}.${reply.language}`, reply]))
  const wanted = new Map(replies.map((reply) => [reply.key, reply]))
  const hashes = new Map<string, string>()
  const kept: string[] = []
  const added: PackReply[] = []
  const replaced: PackReply[] = []
  for (const { key, ...reply } of replies) {
    const row = present.get(key)
    hashes.set(key, hashOf(reply))
    if (!row && owned.has(key)) kept.push(key)
    else if (!row) added.push({ id: newId(), ...reply })
    else if (hashOf(row) === hashOf(reply)) continue
    else if (hashOf(row) === owned.get(key)) replaced.push({ id: row.id, ...reply })
    else {
      hashes.set(key, owned.get(key) ?? hashOf(reply))
      kept.push(key)
    }
  }
  const gone = [...owned].flatMap(([key, hash]) => {
    const row = wanted.has(key) ? undefined : present.get(key)
    if (row && hashOf(row) !== hash) kept.push(key)
    return row && hashOf(row) === hash ? [row] : []
  })
  await insertSharedReplies(tx, added)
  for (const reply of replaced) await replaceSharedReply(tx, reply)
  await deleteSharedReplies(
    tx,
    gone.map(({ id }) => id),
  )
  await appendEvents(tx, [
    ...added.map(({ id }) => changed(id, 'created', by)),
    ...replaced.map(({ id }) => changed(id, 'edited', by)),
    ...gone.map(({ id }) => changed(id, 'deleted', by)),
  ])
  return { hashes, kept }
}

const hashOf = ({ title: said, body: text }: { title: string; body: string }) => contentHash([said, text])

const changed = (replyId: string, what: 'created' | 'edited' | 'deleted', actor: string) => ({
  kind: 'canned-reply.changed',
  conversationId: null,
  customerId: null,
  actor,
  payload: { replyId, ownerId: null, what },
})
