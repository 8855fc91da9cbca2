import type { Route } from '#platform/http/route.ts'
import { accountRoutes } from '#team/account-routes.ts'
import type { TeamDeps } from '#team/deps.ts'
import { keyRoutes } from '#team/key-routes.ts'
import { signInRoutes } from '#team/sign-in-routes.ts'
import { userRoutes } from '#team/user-routes.ts'

/** Sign-in, one's own account, colleagues and API keys. */
export function teamRoutes(deps: TeamDeps): Route[] {
  return [...signInRoutes(deps), ...accountRoutes(deps), ...userRoutes(deps), ...keyRoutes(deps)]
}
