import { z } from 'zod'
import { byOf } from '#knowledge/workflow/by-of.ts'
import { department, departmentInput } from '#knowledge/workflow/contract.ts'
import { listDepartments } from '#knowledge/workflow/department-queries.ts'
import { createDepartment, editDepartment, removeDepartment, replaceMembers } from '#knowledge/workflow/departments.ts'
import type { Database } from '#platform/db/open.ts'
import { type Route, route } from '#platform/http/route.ts'

const tag = 'departments'
const byId = z.object({ id: z.string().min(1).max(64) })

/** The departments that own parts of the knowledge base, and who belongs to them. */
export function departmentRoutes({ database }: { database: Database }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/departments',
      access: 'knowledge.read',
      tag,
      summary: 'Departments by name, with members and how many articles they own.',
      response: z.object({ items: z.array(department) }),
      handle: async () => ({ items: await listDepartments(database.db) }),
    }),
    route({
      method: 'POST',
      path: '/api/departments',
      access: 'knowledge.manage',
      tag,
      summary: 'Adds a department.',
      body: departmentInput,
      response: department,
      handle: ({ body, actor, ip }) => database.transaction((tx) => createDepartment(tx, body, byOf(actor, ip))),
    }),
    route({
      method: 'PUT',
      path: '/api/departments/:id',
      access: 'knowledge.manage',
      tag,
      summary: 'Renames a department, or settles whether authors may publish their own articles.',
      params: byId,
      body: departmentInput,
      response: department,
      handle: ({ params, body, actor, ip }) =>
        database.transaction((tx) => editDepartment(tx, params.id, body, byOf(actor, ip))),
    }),
    route({
      method: 'PUT',
      path: '/api/departments/:id/members',
      access: 'knowledge.manage',
      tag,
      summary: 'Settles who belongs to a department.',
      params: byId,
      body: z.object({ userIds: z.array(z.string().min(1).max(64)).max(500) }),
      response: department,
      handle: ({ params, body, actor, ip }) =>
        database.transaction((tx) => replaceMembers(tx, params.id, body.userIds, byOf(actor, ip))),
    }),
    route({
      method: 'DELETE',
      path: '/api/departments/:id',
      access: 'knowledge.manage',
      tag,
      summary: 'Removes a department that owns no articles.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        await database.transaction((tx) => removeDepartment(tx, params.id, byOf(actor, ip)))
        return {}
      },
    }),
  ]
}
