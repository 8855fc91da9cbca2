import type { Audit } from '#governance/contract.ts'
import type { Db, Queryable, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { readEmotion } from '#understanding/emotion/read-emotion.ts'
import { detectLanguage } from '#understanding/language.ts'
import type { EmotionLabel, Feeling, LabelImport, Labelled } from '#understanding/models/labels/contract.ts'
import {
  countSince,
  deleteLabel,
  findLabel,
  labelsByKey,
  type NewLabel,
  putLabels,
} from '#understanding/models/labels/label-queries.ts'
import type { FileRow } from '#understanding/models/labels/read-file.ts'
import type { By } from '#understanding/models/release.ts'
import { normalize } from '#understanding/normalize.ts'

/** What somebody says of a sentence. The text must hold no personal data; without a language it is found out. */
export type Saying = Pick<EmotionLabel, 'text' | 'label' | 'level' | 'source'> &
  Partial<Pick<EmotionLabel, 'language' | 'conversationId' | 'seq' | 'readAs'>>

/** Labels a sentence; an earlier label of the same sentence gives way. It counts from the next training on. */
export async function addLabel(tx: Tx, audit: Audit, saying: Saying, by: By): Promise<Labelled> {
  const key = normalize(saying.text)
  const before = (await labelsByKey(tx, [key])).get(key) ?? null
  const [label] = await putLabels(tx, [toRow(saying, key, by)])
  await tell(tx, audit, label!.id, before ? 'changed' : 'added', by, {
    label: label!.label,
    before: before?.label ?? null,
  })
  return { label: label!, before }
}

/** Another feeling for a labelled sentence. Throws not_found. */
export async function changeLabel(
  tx: Tx,
  audit: Audit,
  id: string,
  to: Pick<EmotionLabel, 'label' | 'level'>,
  by: By,
): Promise<Labelled> {
  const before = await findLabel(tx, id)
  if (!before) throw new AppError('not_found')
  return addLabel(tx, audit, { ...before, ...to }, by)
}

/** Takes a label away. Throws not_found. */
export async function removeLabel(tx: Tx, audit: Audit, id: string, by: By): Promise<EmotionLabel> {
  const label = await findLabel(tx, id)
  if (!label) throw new AppError('not_found')
  await deleteLabel(tx, id)
  await tell(tx, audit, id, 'removed', by, { label: label.label })
  return label
}

/** Takes back what was said in annotation or at the desk; what somebody said otherwise since stays. */
export async function withdrawLabel(tx: Tx, audit: Audit, id: string, said: Feeling, by: By): Promise<void> {
  const label = await findLabel(tx, id)
  if (label?.label === said && (label.source === 'annotation' || label.source === 'desk'))
    await removeLabel(tx, audit, id, by)
}

/** The label that a sentence has, whoever gave it. */
export async function labelOf(db: Queryable, text: string): Promise<EmotionLabel | null> {
  const key = normalize(text)
  return (await labelsByKey(db, [key])).get(key) ?? null
}

export const hasLabels = async (db: Db): Promise<boolean> => (await countSince(db, new Date(0))) > 0

const AT_ONCE = 500

/** Takes the rows of a file in; a sentence that is there twice counts as it stands last. */
export async function importLabels(
  tx: Tx,
  audit: Audit,
  rows: FileRow[],
  by: By,
): Promise<Omit<LabelImport, 'problems'>> {
  const byKey = new Map(rows.map((row) => [normalize(row.text), row]))
  const done = { added: 0, changed: 0, same: rows.length - byKey.size }
  const keys = [...byKey.keys()]
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    const some = keys.slice(from, from + AT_ONCE)
    const known = await labelsByKey(tx, some)
    const fresh = some.filter((key) => known.get(key)?.label !== byKey.get(key)!.label)
    const changed = fresh.filter((key) => known.has(key)).length
    done.same += some.length - fresh.length
    done.changed += changed
    done.added += fresh.length - changed
    const rows = fresh.map((key) => toRow({ ...byKey.get(key)!, level: null, source: 'import' }, key, by))
    if (rows.length) await putLabels(tx, rows)
  }
  if (done.added + done.changed) await tell(tx, audit, null, 'imported', by, done)
  return done
}

function toRow(saying: Saying, key: string, by: By): NewLabel {
  const { text, label, level, source } = saying
  const language = saying.language ?? detectLanguage(key)
  return {
    id: newId(),
    key,
    language,
    text,
    label,
    level: label === 'neutral' ? null : level,
    source,
    conversationId: saying.conversationId ?? null,
    seq: saying.seq ?? null,
    readAs: saying.readAs ?? readEmotion(key, text, language).label,
    createdBy: by.actor,
  }
}

type What = 'added' | 'changed' | 'removed' | 'imported'

async function tell(tx: Tx, audit: Audit, labelId: string | null, what: What, by: By, detail: object): Promise<void> {
  const payload = { labelId, what }
  await appendEvents(tx, [
    { kind: 'emotion-labels.changed', conversationId: null, customerId: null, actor: by.actor, payload },
  ])
  await audit(tx, {
    ...by,
    action: `emotion-label.${what}`,
    target: labelId ? `emotion-label:${labelId}` : 'emotion-label',
    detail: { ...detail },
  })
}
