import { join } from 'node:path'
import { build } from 'vite'

/** Builds the page on the customer's own phone into dist/link. */
export async function buildLink(): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: '/link/',
    logLevel: 'warn',
    build: {
      outDir: join(import.meta.dirname, '../../dist/link'),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
    },
  })
}
