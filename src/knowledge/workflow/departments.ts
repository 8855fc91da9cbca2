import { recordAudit } from '#governance/record-audit.ts'
import type { By } from '#knowledge/articles.ts'
import type { Department, DepartmentInput } from '#knowledge/workflow/contract.ts'
import {
  deleteDepartment,
  insertDepartment,
  listDepartments,
  nameTaken,
  setMembers,
  updateDepartment,
} from '#knowledge/workflow/department-queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'

export async function createDepartment(tx: Tx, input: DepartmentInput, by: By): Promise<Department> {
  const id = newId()
  if (!(await insertDepartment(tx, id, input))) throw new AppError('already_exists', { what: input.name })
  await tell(tx, id, 'created', by)
  return existing(tx, id)
}

export async function editDepartment(tx: Tx, id: string, input: DepartmentInput, by: By): Promise<Department> {
  await existing(tx, id)
  if (await nameTaken(tx, input.name, id)) throw new AppError('already_exists', { what: input.name })
  await updateDepartment(tx, id, input)
  await tell(tx, id, 'edited', by)
  return existing(tx, id)
}

/** Throws department_in_use while it owns articles. */
export async function removeDepartment(tx: Tx, id: string, by: By): Promise<void> {
  const { articles } = await existing(tx, id)
  if (articles) throw new AppError('department_in_use', { articles })
  await deleteDepartment(tx, id)
  await tell(tx, id, 'removed', by)
}

export async function replaceMembers(tx: Tx, id: string, userIds: string[], by: By): Promise<Department> {
  await existing(tx, id)
  if (!(await setMembers(tx, id, userIds))) throw new AppError('bad_request', { detail: 'userIds' })
  await tell(tx, id, 'members', by)
  return existing(tx, id)
}

async function existing(tx: Tx, id: string): Promise<Department> {
  const [found] = await listDepartments(tx, id)
  if (!found) throw new AppError('not_found')
  return found
}

async function tell(tx: Tx, id: string, what: 'created' | 'edited' | 'removed' | 'members', by: By): Promise<void> {
  const payload = { departmentId: id, what }
  await appendEvents(tx, [
    { kind: 'department.changed', conversationId: null, customerId: null, actor: by.actor, payload },
  ])
  await recordAudit(tx, { actor: by.actor, action: `department.${what}`, target: `department:${id}`, ip: by.ip })
}
