import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const OUT = join(import.meta.dirname, '../../dist/hearing')

/**
 * Builds the detector of speech into dist/hearing, once for console and widget, which fetch it when a call begins. Without
 * its optional packages there is none, and calls do without.
 */
export async function buildHearing(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true })
  const packages = createRequire(import.meta.url)
  const find = (name: string) => {
    try {
      return dirname(packages.resolve(name))
    } catch {
      return null
    }
  }
  const [vad, ort] = [find('@ricky0123/vad-web'), find('onnxruntime-web/ort-wasm-simd-threaded.wasm')]
  if (!vad || !ort || !existsSync(join(vad, 'silero_vad_v5.onnx'))) return
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: OUT,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: join(import.meta.dirname, 'hearing.ts'),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'hearing.js', codeSplitting: false },
      },
    },
  })
  for (const file of ['silero_vad_v5.onnx', 'vad.worklet.bundle.min.js']) copyFileSync(join(vad, file), join(OUT, file))
  for (const file of ['ort-wasm-simd-threaded.wasm', 'ort-wasm-simd-threaded.mjs'])
    copyFileSync(join(ort, file), join(OUT, file))
  // 17 MB travel as 6.
  for (const file of readdirSync(OUT)) writeFileSync(join(OUT, `${file}.gz`), gzipSync(readFileSync(join(OUT, file))))
}

if (import.meta.main) await buildHearing()
