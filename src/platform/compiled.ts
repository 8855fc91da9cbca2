import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

/** Modules loaded after this are compiled once, not at every start. Call it before anything else is imported. */
export function keepCompiled(): void {
  enableCompileCache(join(import.meta.dirname, '../../dist/compiled'))
}
