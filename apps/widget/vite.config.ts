import { fileURLToPath } from 'node:url'
import type { InlineConfig } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
export const DIST = path('../../dist/widget')
const target = ['es2020', 'chrome90', 'safari16.4', 'firefox101']

/** One file that a site's script tag loads; nothing else is fetched before a visitor shows interest. */
export const loaderConfig: InlineConfig = {
  root: path('.'),
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir: DIST,
    emptyOutDir: false,
    target,
    lib: { entry: path('loader/loader.ts'), formats: ['iife'], name: 'YingheLoader', fileName: () => 'loader.js' },
  },
}

/** The page inside the frame, served under /widget/app/. */
export const appConfig: InlineConfig = {
  root: path('app'),
  base: '/widget/app/',
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: `${DIST}/app`, emptyOutDir: true, target, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:3000', ws: true } } },
}
