import type { ShiftTemplate, ShiftTemplateInput } from '#desk/roster/contract.ts'
import { type By, tellRoster } from '#desk/roster/tell-roster.ts'
import { deleteTemplate, insertTemplate, isTemplateName, updateTemplate } from '#desk/roster/template-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'

/** A new shift to choose from, or other times for one. Throws already_exists for a name in use, not_found. */
export async function saveTemplate(
  tx: Tx,
  id: string | null,
  shift: ShiftTemplateInput,
  by: By,
): Promise<ShiftTemplate> {
  const kept = id ?? newId()
  const free = id ? !(await isTemplateName(tx, shift.name, id)) : await insertTemplate(tx, kept, shift)
  if (!free) throw new AppError('already_exists', { what: 'name' })
  if (id && !(await updateTemplate(tx, id, shift))) throw new AppError('not_found')
  await tell(tx, kept, 'shift-template.saved', by)
  return { ...shift, id: kept }
}

/** What was planned with it stays. Throws not_found. */
export async function removeTemplate(tx: Tx, id: string, by: By): Promise<void> {
  if (!(await deleteTemplate(tx, id))) throw new AppError('not_found')
  await tell(tx, id, 'shift-template.removed', by)
}

const tell = (tx: Tx, id: string, action: `shift-template.${'saved' | 'removed'}`, by: By) =>
  tellRoster(tx, { what: 'templates', monday: null }, by, { action, target: `shift-template:${id}` })
