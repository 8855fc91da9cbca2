import { join } from 'node:path'
import { build, mergeConfig } from 'vite'
import { appConfig, DIST, loaderConfig } from './vite.config.ts'

/** Builds the loader and the app (about two seconds): `loader.js` and `app/` in the folder. */
export async function buildWidget(folder: string = DIST): Promise<void> {
  await build(mergeConfig(appConfig, { build: { outDir: join(folder, 'app') } }))
  await build(mergeConfig(loaderConfig, { build: { outDir: folder } }))
}

if (import.meta.main) await buildWidget()
