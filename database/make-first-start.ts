// `npm ci` ends with this: what every first start does alike is done once, and the server's modules are compiled.
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { dirname, join } from 'node:path'
import { keepCompiled } from '#platform/compiled.ts'
import { firstStartFolder } from './first-start.ts'

keepCompiled()
const { openCatalogue } = await import('#business/catalogue.ts')
const { readConfig } = await import('#platform/config.ts')
const { openLog } = await import('#platform/log.ts')
const { openCore } = await import('../src/server/open-core.ts')
const { openMind } = await import('../src/server/open-mind.ts')

const folder = firstStartFolder()
rmSync(dirname(folder), { recursive: true, force: true })
mkdirSync(dirname(folder), { recursive: true })
const made = mkdtempSync(join(dirname(folder), 'making-'))
const config = { ...readConfig({ YINGHE_DEMO: 'off', DATA_DIR: made }), DATABASE_URL: '' }
const core = await openCore(config, openLog('warn'))
const mind = await openMind(core, openCatalogue([]), { closedFor: () => null, peakShift: () => null })
for (const part of [mind.models, mind.knowledge, mind.learning]) await part.stop()
await core.tail.stop()
for (const part of [core.speech, core.fanout]) await part.close()
await core.database.run(`delete from settings where key like 'secret.%'`, [])
await core.database.close()
renameSync(join(made, 'db'), folder)
rmSync(made, { recursive: true, force: true })
await import('../src/server.ts')
flushCompileCache()
process.exit(0)
