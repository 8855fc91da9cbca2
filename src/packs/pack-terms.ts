import type { TermInput, TermView } from '#packs/contract.ts'
import { deleteTerms, insertTerms, lockTerms, type NewTerm, updateTerm } from '#packs/term-queries.ts'
import { contentHash } from '#platform/content-hash.ts'
import type { Tx } from '#platform/db/open.ts'
import type { Term } from '#understanding/contract.ts'

/** Puts the terms of a pack in place; what somebody changed or took out stays as it is. `owned` is id → hash. */
export async function putPackTerms(
  tx: Tx,
  packId: string,
  terms: Term[],
  owned: ReadonlyMap<string, string>,
  by: string,
) {
  const wanted = withIds(packId, terms)
  const present = await lockTerms(tx, [...new Set([...wanted.keys(), ...owned.keys()])])
  const hashes = new Map<string, string>()
  const kept: { id: string; title: string }[] = []
  const added: NewTerm[] = []
  let changes = 0
  for (const [id, term] of wanted) {
    const row = present.get(id)
    const hash = hashOf(term)
    hashes.set(id, hash)
    if (!row && !owned.has(id)) added.push(term)
    else if (row && hashOf(row) === hash) continue
    else if (row && hashOf(row) === owned.get(id)) {
      await updateTerm(tx, id, term, by)
      changes++
    } else {
      hashes.set(id, owned.get(id) ?? hash)
      kept.push({ id, title: term.term })
    }
  }
  const gone: string[] = []
  for (const [id, hash] of owned) {
    const row = wanted.has(id) ? undefined : present.get(id)
    if (!row) continue
    if (hashOf(row) === hash) gone.push(id)
    else kept.push({ id, title: row.term })
  }
  await insertTerms(tx, added, by)
  await deleteTerms(tx, gone)
  return { hashes, kept, changes: changes + added.length + gone.length }
}

/** Terms of a pack that somebody changed or took out. */
export async function editedTerms(
  tx: Tx,
  owned: ReadonlyMap<string, string>,
): Promise<{ id: string; title: string }[]> {
  const present = await lockTerms(tx, [...owned.keys()])
  return [...owned].flatMap(([id, hash]) => {
    const row = present.get(id)
    if (!row) return [{ id, title: id.split('/').at(-1) ?? id }]
    return hashOf(row) === hash ? [] : [{ id, title: row.term }]
  })
}

/** The same word may stand twice in a file, once for each meaning. */
function withIds(packId: string, terms: Term[]): Map<string, NewTerm> {
  const found = new Map<string, NewTerm>()
  for (const [position, { term, language, synonyms, productId }] of terms.entries()) {
    let id = `${packId}/${language}/${term}`
    while (found.has(id)) id += "'"
    found.set(id, { id, packId, position, term, language, synonyms, productId: productId ?? null })
  }
  return found
}

const hashOf = ({ term, language, synonyms, productId }: TermInput | TermView) =>
  contentHash([term, language, synonyms, productId])
