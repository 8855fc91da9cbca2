import { recordAudit } from '#governance/record-audit.ts'
import type { TermInput, TermView } from '#packs/contract.ts'
import { deleteTerms, findOwnTerm, insertTerms, lockTerms, updateTerm } from '#packs/term-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'

type By = { actor: string; ip?: string }

/** A word of the team's own. Throws already_exists. */
export async function addTerm(tx: Tx, input: TermInput, by: By): Promise<TermView> {
  const id = newId()
  if (await findOwnTerm(tx, input, id)) throw new AppError('already_exists', { what: input.term })
  await insertTerms(tx, [{ ...tidy(input), id, packId: null, position: 0 }], by.actor)
  await tell(tx, 'added', id, 1, by)
  return existing(tx, id)
}

/** Rewrites a term; one of a pack stays with the pack but counts as edited. Throws not_found, already_exists. */
export async function editTerm(tx: Tx, id: string, input: TermInput, by: By): Promise<TermView> {
  const before = await existing(tx, id)
  if (before.packId === null && (await findOwnTerm(tx, input, id)))
    throw new AppError('already_exists', { what: input.term })
  const term = await updateTerm(tx, id, tidy(input), by.actor)
  await tell(tx, 'edited', id, 1, by)
  return term
}

export async function removeTerm(tx: Tx, id: string, by: By): Promise<void> {
  await existing(tx, id)
  await deleteTerms(tx, [id])
  await tell(tx, 'deleted', id, 1, by)
}

/** Many at once; a word that the team has already gets the new synonyms besides its own. */
export async function addTerms(tx: Tx, inputs: TermInput[], by: By): Promise<{ added: number; merged: number }> {
  let merged = 0
  let added = 0
  for (const input of inputs) {
    const id = await findOwnTerm(tx, input, '')
    if (id) {
      const before = await existing(tx, id)
      const synonyms = [...new Set([...before.synonyms, ...input.synonyms])].slice(0, 60)
      await updateTerm(tx, id, tidy({ ...input, synonyms, productId: input.productId ?? before.productId }), by.actor)
      merged++
    } else {
      await insertTerms(tx, [{ ...tidy(input), id: newId(), packId: null, position: 0 }], by.actor)
      added++
    }
  }
  await tell(tx, 'imported', '', inputs.length, by)
  return { added, merged }
}

async function existing(tx: Tx, id: string): Promise<TermView> {
  const term = (await lockTerms(tx, [id])).get(id)
  if (!term) throw new AppError('not_found')
  return term
}

/** A synonym that is the term itself, or stands twice, says nothing. */
const tidy = (input: TermInput): TermInput => ({
  ...input,
  productId: input.productId || null,
  synonyms: [...new Set(input.synonyms)].filter((synonym) => synonym.toLowerCase() !== input.term.toLowerCase()),
})

async function tell(
  tx: Tx,
  what: 'added' | 'edited' | 'deleted' | 'imported',
  id: string,
  count: number,
  by: By,
): Promise<void> {
  const payload = { count }
  await appendEvents(tx, [{ kind: 'terms.changed', conversationId: null, customerId: null, actor: by.actor, payload }])
  await recordAudit(tx, { actor: by.actor, ip: by.ip, action: `term.${what}`, target: `term:${id}`, detail: payload })
}
