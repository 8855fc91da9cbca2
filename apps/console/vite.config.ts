import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { InlineConfig, UserConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Served under /console/ by the product itself; `vite` alone proxies to a running server. */
const config: UserConfig = {
  root: here,
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/console', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              test: /node_modules[\\/](react|react-dom|react-router|antd|@ant-design|@rc-component|@tanstack|i18next|react-i18next)[\\/]/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:3000', ws: true } } },
}

/** The worker that shows pushes: one plain script with a name that stays, since browsers keep it by its address. */
export const workerConfig: InlineConfig = {
  root: here,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir: fileURLToPath(new URL('../../dist/console', import.meta.url)),
    emptyOutDir: false,
    target: 'es2022',
    lib: {
      entry: fileURLToPath(new URL('push/worker.ts', import.meta.url)),
      ...{ formats: ['iife'], name: 'YinghePush', fileName: () => 'push-worker.js' },
    },
  },
}

export default config
