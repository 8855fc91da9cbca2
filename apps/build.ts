import { buildConsole } from './console/build.ts'
import { buildDocs } from './docs/build.ts'
import { buildHearing } from './hearing/build.ts'
import { buildLink } from './link/build.ts'
import { buildWidget } from './widget/build.ts'

/** Builds every browser app into dist/. */
export async function buildApps(): Promise<void> {
  await buildWidget()
  await buildDocs()
  await buildLink()
  await buildHearing()
  await buildConsole()
}

if (import.meta.main) await buildApps()
