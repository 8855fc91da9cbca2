import { join } from 'node:path'
import { build } from 'vite'

/** Builds the API page into dist/docs. */
export async function buildDocs(): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: '/docs/',
    logLevel: 'warn',
    build: {
      outDir: join(import.meta.dirname, '../../dist/docs'),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
    },
  })
}
