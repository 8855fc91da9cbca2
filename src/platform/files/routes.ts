import { z } from 'zod'
import { AppError } from '#platform/errors.ts'
import { type Files, MAX_FILE } from '#platform/files/store.ts'
import { type Route, route } from '#platform/http/route.ts'

/** Reading files for customers and team, and the team's uploads. A file is only for its customer and for the team. */
export function fileRoutes(files: Files): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/files/:id',
      access: 'public',
      tag: 'files',
      summary: 'A file by id: for the customer it belongs to, and for the team.',
      params: z.object({ id: z.string().min(1).max(64) }),
      query: z.object({ key: z.string().max(64).optional().describe('of a link given to a system of the company') }),
      handle: async ({ params, query, actor }) => {
        const linked = query.key !== undefined && files.opens(params.id, query.key)
        if (actor.kind === 'anonymous' && !linked) throw new AppError('unauthorized')
        const row = await files.find(params.id)
        const mayRead =
          row &&
          (linked ||
            (actor.kind === 'customer' ? row.customer_id === actor.id : actor.permissions.has('conversations.read')))
        if (!mayRead) throw new AppError('not_found')
        const inline = row.mime.startsWith('image/') || row.mime === 'video/mp4' || row.mime === 'audio/wav'
        return {
          download: files.read(row),
          mime: row.mime,
          name: row.name,
          inline,
          cache: 'private, max-age=86400, immutable',
        }
      },
    }),
    route({
      method: 'POST',
      path: '/api/files',
      access: 'conversations.reply',
      tag: 'files',
      summary: 'Uploads one file (field `file`, at most 10 MB) for a reply.',
      rate: 'messages',
      upload: { maxBytes: MAX_FILE },
      response: z.object({ fileId: z.string(), name: z.string(), mime: z.string(), size: z.number() }),
      handle: async ({ actor, file }) => {
        const { name, stream } = await file()
        return files.store({ name, stream, customerId: null, uploadedBy: `${actor.kind}:${actor.id}` })
      },
    }),
  ]
}
