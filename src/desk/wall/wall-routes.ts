import { z } from 'zod'
import type { Conversations } from '#conversations/change.ts'
import { wall, whisperInput } from '#desk/wall/contract.ts'
import { readWall, type WallDeps } from '#desk/wall/read-wall.ts'
import { whisper } from '#desk/wall/whisper.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

/** What a supervisor sees of the whole desk, and how he speaks to who serves. */
export function wallRoutes(deps: WallDeps & { conversations: Conversations }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/wall',
      access: 'wall.read',
      tag: 'desk',
      summary: 'The desk at a glance: who waits, who is upset, who is free, promises in danger, service level today.',
      response: wall,
      handle: () => readWall(deps),
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/whisper',
      access: 'wall.read',
      tag: 'desk',
      summary: 'Says something to who serves the conversation; the customer never sees it.',
      rate: 'messages',
      params: z.object({ id: z.string().min(1).max(64) }),
      body: whisperInput,
      response: z.object({}),
      handle: async ({ params, body, actor }) => {
        await whisper(deps, actor, params.id, body.text)
        return {}
      },
    }),
  ]
}
