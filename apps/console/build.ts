import { build } from 'vite'
import config, { workerConfig } from './vite.config.ts'

/** Builds the console into dist/console (about five seconds). */
export async function buildConsole(): Promise<void> {
  await build({ ...config, configFile: false, logLevel: 'warn' })
  await build(workerConfig)
}

if (import.meta.main) await buildConsole()
