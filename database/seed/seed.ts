import { seedCustomers } from '#customers/seed.ts'
import type { Database } from '#platform/db/open.ts'
import type { Log } from '#platform/log.ts'
import { seedTeam } from '#team/seed.ts'
import { seedHistory } from './history.ts'
import { seedRoster } from './roster.ts'
import { seedQueues } from './routing.ts'
import { seedTickets } from './tickets.ts'

/** Fills an empty database with the demo cast; one that has a user already is left alone. */
export async function seedIfEmpty(database: Database, log: Log): Promise<void> {
  const { n } = await database.db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  if (Number(n) > 0) return
  await database.transaction(async (tx) => {
    await seedTeam(tx)
    await seedCustomers(tx)
    await seedTickets(tx)
    await seedQueues(tx)
    await seedRoster(tx)
  })
  await seedHistory(database)
  log.info('the database was empty; the demo cast moved in')
}
