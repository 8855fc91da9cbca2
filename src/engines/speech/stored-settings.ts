import { z } from 'zod'
import {
  SPEECH_FIELDS,
  SPEECH_ORDER,
  type SpeechFields,
  type SpeechKind,
  type SpeechPlan,
  speechPlan,
} from '#engines/speech/contract.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Seal } from '#platform/settings/seal.ts'
import { settings } from '#platform/settings/settings.ts'

const PLAN = 'speech.plan'
const FIELDS = 'speech.fields'
const LONGEST_FIELD = 500

export type Who = { actor: string; ip: string }
/** Records who changed what, in the same transaction. */
export type Audit = (
  tx: Tx,
  entry: { actor: string; action: 'speech.changed'; detail: Record<string, unknown>; ip: string },
) => Promise<void>
export type StoredDeps = {
  database: Database
  tail: Tail | null
  seal: Seal
  audit: Audit
  /** Something was changed, here or on another node. */
  changed: () => void
}

/** Order and keys of the engines on this node, in step with what any node stores. */
export async function openStored({ database, tail, seal, audit, changed }: StoredDeps) {
  let plan = wholePlan(null)
  let fields: SpeechFields = {}
  const read = async () => {
    plan = wholePlan(await settings.read(database.db, PLAN))
    const sealed = z.string().safeParse(await settings.read(database.db, FIELDS))
    fields = sealed.success ? seal.open<SpeechFields>(sealed.data) : {}
    changed()
  }
  // Listening starts before reading, or a change between the two would be missed.
  tail?.onEvents(async (events) => {
    if (events.some(({ kind }) => kind === 'speech.changed')) await read()
  })
  await read()
  const store = async (what: 'plan' | 'fields', value: unknown, detail: Record<string, unknown>, who: Who) => {
    await database.transaction(async (tx) => {
      await settings.write(tx, what === 'plan' ? PLAN : FIELDS, value)
      await audit(tx, { actor: who.actor, action: 'speech.changed', detail, ip: who.ip })
      const nobody = { conversationId: null, customerId: null }
      await appendEvents(tx, [{ kind: 'speech.changed', ...nobody, actor: who.actor, payload: { what } }])
    })
    await read()
  }
  return {
    plan: () => plan,
    fields: () => fields,
    changePlan: (wanted: SpeechPlan, who: Who) => store('plan', wholePlan(wanted), wholePlan(wanted), who),
    /** Only the fields named change; an empty one is taken away. */
    async changeFields(provider: string, given: Record<string, string>, who: Who): Promise<void> {
      checkFields(provider, given)
      const own = Object.entries({ ...fields[provider], ...given }).filter(([, value]) => value !== '')
      const wanted = { ...fields, [provider]: Object.fromEntries(own) }
      await store('fields', seal.close(wanted), { provider, fields: Object.keys(given) }, who)
    },
  }
}
export type Stored = Awaited<ReturnType<typeof openStored>>

/** Engines that came with an update stand at the end; what is unknown is left out. */
function wholePlan(stored: unknown): SpeechPlan {
  const parsed = speechPlan.safeParse(stored)
  const known = (kind: SpeechKind, ids: string[]) =>
    ids.filter((id) => (SPEECH_ORDER[kind] as readonly string[]).includes(id))
  const whole = (kind: SpeechKind) => [
    ...new Set([...known(kind, parsed.data?.order[kind] ?? []), ...SPEECH_ORDER[kind]]),
  ]
  const off = (kind: SpeechKind) => [...new Set(known(kind, parsed.data?.off[kind] ?? []))]
  return { order: { asr: whole('asr'), tts: whole('tts') }, off: { asr: off('asr'), tts: off('tts') } }
}

function checkFields(provider: string, given: Record<string, string>): void {
  const wanted = SPEECH_FIELDS[provider]
  if (!wanted) throw new AppError('not_found')
  for (const [name, value] of Object.entries(given)) {
    const field = wanted.find((one) => one.name === name)
    if (!field || value.length > LONGEST_FIELD) throw new AppError('bad_request', { detail: name })
    if (!field.address || !value) continue
    const protocol = URL.canParse(value) ? new URL(value).protocol : ''
    const fits = field.address === 'ws' ? /^wss?:$/ : /^https?:$/
    if (!fits.test(protocol)) throw new AppError('speech_address', { detail: `${field.address}(s)://` })
  }
}
