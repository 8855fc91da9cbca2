import { openSeal } from '#platform/settings/seal.ts'
import { openLines } from '#voice/lines/open-lines.ts'
import { lineRoutes } from '#voice/lines/routes.ts'
import type { TakeCall } from '#voice/transports/contract.ts'
import type { Core } from './open-core.ts'

/** The telephone: doors by which calls come from carriers and switches. Nothing listens until it is set up. */
export async function openTelephone(core: Core, take: TakeCall) {
  const { database, tail, metrics, log } = core
  const seal = openSeal(core.secrets.session, 'telephone lines')
  const lines = await openLines({ database, tail, seal, metrics, log, take })
  return {
    routes: lineRoutes({ database, seal, lines }),
    lines,
    start: () => void lines.apply().catch((error) => log.error({ err: error }, 'telephone lines could not be opened')),
    stop: lines.stop,
  }
}
